import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { defaultsOf } from '../validation/dto-classes.js';
import { CLASS_KEYWORD } from '../api-description/parameters.js';
import { fieldsOf } from '../validation/dto.js';
import { deriveSchema } from '../validation/schemas.js';
import { MayBeEmpty, TakesNothing } from './content-types.js';
import { HoldsIfMatch } from './preconditions.js';

type Dto = Type<object>;

const reference = (dto: Dto) => ({ $ref: `#/components/schemas/${dto.name}` });

/** Describes a route that reads. */
export const Reads = ({ summary, answer, query }: { summary: string; answer: Dto; query?: Dto }) =>
  applyDecorators(
    ApiOperation({ summary }),
    ...(query ? describeQuery(query) : []),
    ApiResponse({ status: 200, description: summary, schema: reference(answer) }),
  );

interface Action {
  summary: string;
  description?: string;
  body?: Dto;
  /** Most items, where the body may also be a list. */
  list?: number;
  answer: Dto;
  status?: number;
}

/** Describes a route that acts and answers with `status`, 200 if left out. */
export const Acts = ({ summary, description, body, list, answer, status = 200 }: Action) =>
  applyDecorators(
    ApiOperation({ summary, description }),
    body ? describeBody(body, list) : TakesNothing(),
    ApiResponse({ status, description: summary, schema: reference(answer) }),
  );

function describeBody(dto: Dto, list: number | undefined) {
  const optional = !list && [...fieldsOf(dto).values()].every((field) => field.optional);
  return applyDecorators(
    ApiBody({ required: !optional, schema: list ? oneOrMany(dto, list) : reference(dto) }),
    ...(optional ? [MayBeEmpty()] : []),
  );
}

const oneOrMany = (dto: Dto, maxItems: number) => ({
  oneOf: [reference(dto), { type: 'array', items: reference(dto), minItems: 1, maxItems }],
});

/** Describes a route that creates, honours `Idempotency-Key` and answers 201 with `Location`. */
export const Creates = ({ key = false, ...route }: Creation) =>
  applyDecorators(Acts({ ...route, status: 201 }), HonoursIdempotencyKey(key));

interface Creation {
  summary: string;
  body: Dto;
  answer: Dto;
  /** Whether it is not done without a key. */
  key?: boolean;
}

const HonoursIdempotencyKey = (required = false) =>
  ApiHeader({
    name: 'Idempotency-Key',
    required,
    description: 'Hace que repetir la solicitud no cree nada de nuevo. Se recuerda 24 horas.',
    schema: { type: 'string', maxLength: 255 },
  });

/** Describes a route that sets something going, honours `Idempotency-Key` and answers 202 with `Location`. */
export const Starts = (route: { summary: string; body?: Dto; answer: Dto }) =>
  applyDecorators(Acts({ ...route, status: 202 }), HonoursIdempotencyKey());

/** Describes a route that answers with nothing. */
export const Removes = ({ summary }: { summary: string }) =>
  applyDecorators(
    TakesNothing(),
    ApiOperation({ summary }),
    ApiResponse({ status: 204, description: summary }),
  );

/** Describes a route that acts and answers with nothing. */
export const ActsSilently = ({
  summary,
  body,
  status = 204,
}: {
  summary: string;
  body?: Dto;
  status?: number;
}) =>
  applyDecorators(
    ApiOperation({ summary }),
    body ? ApiBody({ schema: reference(body) }) : TakesNothing(),
    ApiResponse({ status, description: summary }),
  );

/** Describes a route that answers with a JSON document to keep, of no fixed form. */
export const GivesJsonFile = ({ summary }: { summary: string }) =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({
      status: 200,
      description: summary,
      content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
    }),
  );

/** Describes a route that leads a browser on, with 302 and `Location`; and answers with `answer` where it does not. */
export const Leads = ({ summary, query, answer }: { summary: string; query: Dto; answer?: Dto }) =>
  applyDecorators(
    ApiOperation({ summary }),
    ...describeQuery(query),
    ...(answer ? [ApiResponse({ status: 200, description: summary, schema: reference(answer) })] : []),
    ApiResponse({ status: 302, description: summary }),
  );

/** Describes a route that answers with Server-Sent Events. */
export const StreamsEvents = ({ summary, description }: { summary: string; description: string }) =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' } }),
    ApiResponse({
      status: 200,
      description: summary,
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    }),
  );

/** For a route whose command takes `If-Match`: describes it, and leaves it to the command. */
export const HonoursIfMatch = () =>
  applyDecorators(
    HoldsIfMatch(),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'El ETag que se leyó: si el recurso cambió desde entonces, 412 y no se cambia nada.',
      schema: { type: 'string' },
    }),
  );

/** Describes a route that takes a file as its body, and answers 202 with `Location`. */
export const TakesFile = (route: {
  summary: string;
  description: string;
  type: string;
  query: Dto;
  answer: Dto;
}) =>
  applyDecorators(
    ApiOperation({ summary: route.summary, description: route.description }),
    ...describeQuery(route.query),
    ApiConsumes(route.type),
    ApiBody({ schema: { type: 'string', contentMediaType: route.type } as object }),
    HonoursIdempotencyKey(),
    ApiResponse({
      status: 202,
      description: 'Está guardado. `Location` lleva a cómo va.',
      schema: reference(route.answer),
    }),
  );

/** Describes a route that answers with a CSV file. */
export const ReadsCsv = ({ summary, query }: { summary: string; query: Dto }) =>
  applyDecorators(
    ApiOperation({ summary }),
    ...describeQuery(query),
    ApiResponse({
      status: 200,
      description: summary,
      content: { 'text/csv': { schema: { type: 'string' } } },
    }),
  );

interface ReadsFileOptions {
  summary: string;
  query: Dto;
  types: string[];
  /** Headers of the answer, and what they say. */
  headers?: Record<string, string>;
}

/** Describes a route that answers with a file, in one of these media types by `Accept`. */
export const ReadsFile = ({ summary, query, types, headers = {} }: ReadsFileOptions) =>
  applyDecorators(
    ApiOperation({ summary }),
    ...describeQuery(query),
    ApiResponse({
      status: 200,
      description: summary,
      content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, description]) => [
          name,
          { description, schema: { type: 'string' } },
        ]),
      ),
    }),
  );

/** Class-validator's rules of a query DTO as parameters of the description. */
export function describeQuery(dto: Dto): MethodDecorator[] {
  const { properties, required = [] } = deriveSchema(dto) as {
    properties: Record<string, object>;
    required?: string[];
  };
  const defaults = defaultsOf(dto);
  return Object.entries(properties).map(([name, schema]) =>
    ApiQuery({
      name,
      required: required.includes(name) && !(name in defaults),
      schema: {
        ...schema,
        ...(name in defaults && { default: defaults[name] }),
        [CLASS_KEYWORD]: dto.name,
      } as object,
    }),
  );
}
