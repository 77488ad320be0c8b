import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { boundsOfText } from '../validation/json-bounds.js';
import { changeRoute } from './route-options.js';

/** Largest body of a request in JSON, in bytes: 1 MiB. */
export const BODY_LIMIT = 1_048_576;

/** Every content type that some route takes. */
export type ContentType = 'application/json' | 'application/ld+json' | 'text/csv';

const JSON_ONLY: readonly ContentType[] = ['application/json'];

/** Content types that a route takes; without it, `application/json` alone. A body of `text/csv` comes as a stream. */
export const Takes = (...types: readonly ContentType[]) =>
  changeRoute((route) => {
    route.config = { ...route.config, takes: types };
  });

/**
 * For a route that looks at every value itself, and refuses what is nested too deep where it stands: its bodies are not
 * looked through before they are parsed.
 */
export const BoundsItsBody = () =>
  changeRoute((route) => {
    route.config = { ...route.config, boundsItsBody: true };
  });

/** The content types that the route of this request takes. */
export function typesTaken({ routeOptions }: FastifyRequest): readonly ContentType[] {
  return (routeOptions?.config as RouteBodies | undefined)?.takes ?? JSON_ONLY;
}

interface RouteBodies {
  takes?: readonly ContentType[];
  boundsItsBody?: true;
}

/**
 * Teaches Fastify our content types, in place of its own. JSON is parsed for every route without a look at its type: it is
 * what the hot route takes. What is nested too deep, or has too many fields, is refused before anything is made of it.
 */
export function addContentTypes(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const parseJson: typeof parse = (request, body: string, done) => {
    const { boundsItsBody } = request.routeOptions.config as RouteBodies;
    const fault = boundsItsBody ? undefined : boundsOfText(body);
    if (fault) done(DomainError.invalid([{ pointer: '#', ...fault }]));
    else void parse(request, body, done);
  };
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
  fastify.addContentTypeParser(
    'application/ld+json',
    { parseAs: 'string' },
    (request, body: string, done) => {
      if (typesTaken(request).includes('application/ld+json')) void parseJson(request, body, done);
      else done(refusal(request));
    },
  );
  // Not read here: the limit of JSON bodies does not hold for it, and nothing of it is kept in memory.
  fastify.addContentTypeParser('text/csv', (request, stream, done) => {
    if (typesTaken(request).includes('text/csv')) done(null, stream);
    else done(refusal(request));
  });
}

function refusal(request: FastifyRequest): DomainError {
  return new DomainError('tipo-de-contenido', { tipos: typesTaken(request).join(', ') });
}
