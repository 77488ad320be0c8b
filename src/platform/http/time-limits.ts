import type { FastifyInstance, RouteOptions } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { changeRoute } from '../routes/route-options.js';

/** Seconds within which a request has to come whole; a route may allow more. */
const DEFAULT_S = 60;

interface LimitConfig {
  arrivesWithinS?: number;
}

/** Seconds within which a request of this route has to come whole. */
export const ArrivesWithin = (seconds: number) =>
  changeRoute((route) => void (((route.config ??= {}) as LimitConfig).arrivesWithinS = seconds));

/**
 * Answers 408 to whoever sends a body too slowly, and ends the connection: one that may stay open for ever is one of few. Call
 * it after `changeRoutes`.
 */
export function addTimeLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (!takesBody(route)) return;
    const { arrivesWithinS: segundos = DEFAULT_S } = (route.config ?? {}) as LimitConfig;
    const limit: typeof route.onRequest = ({ raw }, reply, done) => {
      const timer = setTimeout(() => {
        // Answered already, and the rest of its body still comes.
        if (reply.sent) raw.destroy();
        else void reply.header('connection', 'close').send(new DomainError('solicitud-lenta', { segundos }));
      }, segundos * 1_000);
      // Comes when all of the body has, too.
      raw.once('close', () => clearTimeout(timer));
      done();
    };
    route.onRequest = [limit, ...[route.onRequest ?? []].flat()];
  });
}

function takesBody({ method }: RouteOptions): boolean {
  return ![method].flat().every((each) => each === 'GET' || each === 'HEAD' || each === 'OPTIONS');
}
