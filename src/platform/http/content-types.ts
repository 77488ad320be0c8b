import { changeRoute } from './route-options.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

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

/** The content types that the route of this request takes. */
export function typesTaken({ routeOptions }: FastifyRequest): readonly ContentType[] {
  const config = routeOptions?.config as { takes?: readonly ContentType[] } | undefined;
  return config?.takes ?? JSON_ONLY;
}

/**
 * Teaches Fastify our content types, in place of its own. JSON is parsed for every route without a further look: it is
 * what the hot route takes.
 */
export function addContentTypes(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
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
