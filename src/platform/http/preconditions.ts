import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { namesStrongly, namesWeakly } from './entity-tag.js';
import { changeRoute } from '../routes/route-options.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Headers that choose the representation, and who may see it. */
const CHOOSES = ['accept', 'accept-encoding', 'accept-language', 'authorization', 'cookie', 'host'];

/** For a route whose command holds `If-Match` against the version that it is about to change, in its own transaction. */
export const HoldsIfMatch = () =>
  changeRoute((route) => {
    route.config = { ...route.config, holdsIfMatch: true };
  });

/**
 * Evaluates preconditions of requests that change something (RFC 9110, 13): they are held against what a GET of the same
 * path answers now. Where there is nothing to read, `If-Match` is false and `If-None-Match` is true; where a GET is refused,
 * the request is told why by its own route. Call it before routes are registered. Reads are looked at in `representation.ts`,
 * where their answer is at hand.
 */
export function addPreconditions(fastify: FastifyInstance): void {
  const readable = new Set<string>();
  fastify.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    if (methods.includes('GET')) readable.add(route.url);
    if (methods.every((method) => SAFE.has(method))) return;
    const check = (request: FastifyRequest) => assertPreconditions(fastify, request, readable);
    route.preHandler = [route.preHandler ?? [], check].flat();
  });
}

async function assertPreconditions(
  fastify: FastifyInstance,
  request: FastifyRequest,
  readable: ReadonlySet<string>,
): Promise<void> {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  const { url = '', config } = request.routeOptions;
  const must = (config as { holdsIfMatch?: true }).holdsIfMatch ? undefined : ifMatch;
  if (must === undefined && ifNoneMatch === undefined) return;
  const etag = readable.has(url) ? await currentTag(fastify, request) : null;
  if (etag === undefined) return;
  const refused =
    (must !== undefined && (etag === null || !namesStrongly(must, etag))) ||
    (ifNoneMatch !== undefined && etag !== null && namesWeakly(ifNoneMatch, etag));
  if (refused) throw new DomainError('version-distinta');
}

/** The ETag of what a GET would answer; undefined where it would be refused. */
async function currentTag(fastify: FastifyInstance, { url, headers }: FastifyRequest) {
  const asked = Object.fromEntries(CHOOSES.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  const answer = await fastify.inject({ method: 'GET', url: url.split('?', 1)[0] as string, headers: asked });
  // Not to be told now is no leave to go on.
  if (answer.statusCode >= 500) throw new DomainError('base-no-disponible');
  return answer.statusCode === 200 ? (answer.headers.etag ?? '""') : undefined;
}
