import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../access/request-actor.js';
import { contextInHand, withContext } from '../logging/log-context.js';
import type { OnEnd, RequestEnd } from '../logging/request-end.js';

/** Has every line that is written for a request say its id, and tells of each one when it is over. Call it before other hooks. */
export function watchRequests(fastify: FastifyInstance, onEnd: OnEnd): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    // Comes also when nobody waits for the answer any more.
    reply.raw.once('close', () => onEnd(endOf(request, reply, startedAt)));
    withContext({ requestId: request.id, traceId: request.id }, done);
  });
  // A body is read in the context of its connection, which may be that of the request before.
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (contextInHand()?.requestId === request.id) done();
    else withContext({ requestId: request.id, traceId: request.id }, done);
  });
}

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
