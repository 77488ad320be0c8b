import type { FastifyInstance } from 'fastify';
import { dialectOf } from '../errors/dialect.js';

/**
 * Makes every answer of a dialect's routes say what it has to, also one that refuses a body unread. Other routes are left
 * as they are. Call it before they are registered.
 */
export function addDialectHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const dialect = dialectOf(route.url);
    if (!dialect) return;
    route.onRequest = (_request, reply, done) => {
      void reply.headers(dialect.headers);
      done();
    };
  });
}
