import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../access/request-actor.js';
import { contextInHand, type LineContext, withContext } from '../logging/log-context.js';
import type { OnEnd, RequestEnd } from '../logging/request-end.js';
import { type LiveSpan, startSpan } from '../tracing/span.js';

/** Has every line that is written for a request say its id, and tells of each one when it is over. Call it before other hooks. */
export function watchRequests(fastify: FastifyInstance, onEnd: OnEnd): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    const span = spanOf(request);
    if (span) spans.set(request, span);
    // Comes also when nobody waits for the answer any more.
    reply.raw.once('close', () => {
      const end = endOf(request, reply, startedAt);
      onEnd(end);
      span?.end({ 'http.response.status_code': end.status }, end.status >= 500);
    });
    withContext(contextOf(request), done);
  });
  // A body is read in the context of its connection, which may be that of the request before.
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (contextInHand()?.requestId === request.id) done();
    else withContext(contextOf(request), done);
  });
}

/** Of requests whose trace is kept. */
const spans = new WeakMap<FastifyRequest, LiveSpan>();

/** The id of a request is that of its trace: its caller's, or one that begins with it. */
function spanOf({
  id,
  method,
  routeOptions: { url: route = '' },
  headers,
}: FastifyRequest): LiveSpan | undefined {
  const parent = headers['traceparent'];
  return startSpan({
    name: `${method} ${route}`,
    kind: 'server',
    parent: typeof parent === 'string' ? parent : undefined,
    traceId: id,
    fields: { 'http.request.method': method, 'http.route': route },
  });
}

const contextOf = (request: FastifyRequest): LineContext => ({
  requestId: request.id,
  traceId: request.id,
  traceparent: spans.get(request)?.traceparent,
});

function endOf(request: FastifyRequest, { raw }: FastifyReply, startedAt: number): RequestEnd {
  const { tipo, id } = actorOf(request);
  return {
    requestId: request.id,
    // The id of somebody without credentials is his address.
    actor: tipo === 'anonimo' ? { tipo } : { tipo, id },
    method: request.method,
    route: request.routeOptions.url,
    status: raw.statusCode,
    durationMs: Math.round((performance.now() - startedAt) * 1_000) / 1_000,
    ...(!raw.writableFinished && { aborted: true }),
  };
}
