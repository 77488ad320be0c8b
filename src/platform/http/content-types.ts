import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** Every content type that some route takes. */
export type ContentType = 'application/json' | 'application/ld+json' | 'text/csv';

const JSON_ONLY: readonly ContentType[] = ['application/json'];

/** Content types that a route takes; without it, `application/json` alone. A body of `text/csv` comes as a stream. */
export const Takes = (...types: readonly ContentType[]) => RouteConfig({ takes: types });

/** The content types that the route of this request takes. */
export function typesTaken({ routeOptions }: FastifyRequest): readonly ContentType[] {
  const config = routeOptions?.config as { takes?: readonly ContentType[] } | undefined;
  return config?.takes ?? JSON_ONLY;
}

/** Teaches Fastify our content types, in place of its own. */
export function addContentTypes(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  for (const type of ['application/json', 'application/ld+json'] as const)
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (request, body: string, done) => {
      if (refused(request, type)) done(refusal(request));
      else void parseJson(request, body, done);
    });
  // Not read here: the limit of JSON bodies does not hold for it, and nothing of it is kept in memory.
  fastify.addContentTypeParser('text/csv', (request, stream, done) => {
    if (refused(request, 'text/csv')) done(refusal(request));
    else done(null, stream);
  });
}

function refused(request: FastifyRequest, type: ContentType): boolean {
  return !typesTaken(request).includes(type);
}

function refusal(request: FastifyRequest): DomainError {
  return new DomainError('tipo-de-contenido', { tipos: typesTaken(request).join(', ') });
}
