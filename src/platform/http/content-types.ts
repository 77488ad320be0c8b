import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { DomainError } from '../errors/domain-error.js';
import { withInexactMarked } from '../validation/exact-numbers.js';
import { boundsOfText } from '../validation/json-bounds.js';
import { changeRoute } from '../routes/route-options.js';

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

/** Longest body, in characters, that is parsed without a look by a route that bounds its body itself. */
const PARSED_UNSEEN = 262_144;

/**
 * For a route that looks at every value itself, and refuses what is nested too deep where it stands: its bodies are not
 * looked through before they are parsed, unless they are so long that to parse them would hold everybody up.
 */
export const BoundsItsBody = () =>
  changeRoute((route) => {
    route.config = { ...route.config, boundsItsBody: true };
  });

/** For a route that keeps its bodies as they are: each number in them has to be one that a double can hold. */
export const KeepsItsBody = () =>
  changeRoute((route) => {
    route.config = { ...route.config, keepsBody: true };
  });

/** The content types that the route of this request takes. */
export function typesTaken({ routeOptions }: FastifyRequest): readonly ContentType[] {
  return (routeOptions?.config as RouteBodies | undefined)?.takes ?? JSON_ONLY;
}

/** For a route whose body may be left out, as all that it says may be: none stands for an empty object. */
export const MayBeEmpty = () =>
  changeRoute((route) => {
    route.config = { ...route.config, mayBeEmpty: true };
    route.preValidation = [route.preValidation ?? [], emptyForNone].flat();
  });

const emptyForNone = (request: FastifyRequest, _reply: unknown, done: () => void) => {
  // Whoever has not to do with a body at all says so with none, or with one of no length.
  if (request.body === undefined) request.body = {};
  done();
};

interface RouteBodies {
  mayBeEmpty?: true;
  takes?: readonly ContentType[];
  boundsItsBody?: true;
  keepsBody?: true;
}

/** A route that takes no body at all: an empty one of any content type is as good as none. */
export const TakesNothing = () => Takes();

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Teaches Fastify our content types, in place of its own. JSON is parsed for every route without a look at its type: it is
 * what the hot route takes. What is nested too deep, or has too many fields, is refused before anything is made of it.
 */
export function addContentTypes(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parseText = fastify.getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest,
    text: string,
    done: Done,
  ) => void;
  const parseJson = (request: FastifyRequest, body: Buffer, done: Done) => {
    const charset = foreignCharset(request);
    if (charset) return done(new DomainError('codificacion-no-admitida', { codificacion: charset }));
    if (!isUtf8(body)) return done(new DomainError('cuerpo-no-utf8'));
    const config = request.routeOptions?.config as RouteBodies | undefined;
    if (body.length === 0 && (typesTaken(request).length === 0 || config?.mayBeEmpty))
      return done(null, undefined);
    const text = body.toString();
    const unseen = config?.boundsItsBody && text.length <= PARSED_UNSEEN;
    const fault = unseen ? undefined : boundsOfText(text);
    if (fault) done(DomainError.invalid([{ pointer: '#', ...fault }]));
    else
      parseText(request, text, (error, parsed) => {
        if (error) done(error);
        else done(null, withInexactMarked(text, parsed, config?.keepsBody));
      });
  };
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJson);
  fastify.addContentTypeParser(
    'application/ld+json',
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      if (typesTaken(request).includes('application/ld+json')) parseJson(request, body, done);
      else done(refusal(request));
    },
  );
  // Not read here: the limit of JSON bodies does not hold for it, and nothing of it is kept in memory.
  fastify.addContentTypeParser('text/csv', (request, stream: IncomingMessage, done) => {
    const charset = foreignCharset(request);
    if (charset) done(new DomainError('codificacion-no-admitida', { codificacion: charset }));
    else if (typesTaken(request).includes('text/csv'))
      done(null, Readable.from(chunksOf(stream), { objectMode: false }));
    else done(refusal(request));
  });
}

/** The charset that a body says to be in, if it is none that is part of UTF-8. */
function foreignCharset({ headers }: FastifyRequest): string | undefined {
  const type = headers['content-type'] as string;
  if (!type.includes(';')) return undefined;
  // It may say so twice: each has to be one that we read.
  const charsets = [...type.matchAll(/;\s*charset\s*=\s*"?([^\s;"]+)/gi)].map(([, charset = '']) => charset);
  return charsets.find((charset) => !/^(utf-?8|us-ascii)$/i.test(charset));
}

/**
 * A body as it comes. Whoever reads it and gives up leaves the connection alone: the answer has still to go out over it.
 *
 * @throws {DomainError} `solicitud-abandonada` when its rest was thrown away: it must not pass for a body that ends there
 */
async function* chunksOf(raw: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of raw.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  if (discarded.has(raw)) throw new DomainError('solicitud-abandonada');
}

const discarded = new WeakSet<IncomingMessage>();

/** Takes the rest of a body away from whoever reads it, and throws it away as it comes. */
export function discardRest(raw: IncomingMessage): void {
  discarded.add(raw);
  raw.unpipe();
  raw.removeAllListeners('readable');
  raw.removeAllListeners('data');
  // Whoever was reading is told by the answer; the client may still hang up.
  raw.on('error', () => undefined);
  // Node forgets a request that has its answer: without this, one whose rest never comes would not end.
  const { socket } = raw;
  const end = () => raw.destroy();
  socket.once('close', end);
  // A connection that is kept outlives very many requests.
  raw.once('close', () => socket.off('close', end));
  raw.resume();
}

function refusal(request: FastifyRequest): DomainError {
  return new DomainError('tipo-de-contenido', { tipos: typesTaken(request).join(', ') });
}
