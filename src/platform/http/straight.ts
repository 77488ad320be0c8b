import type { FastifyReply, FastifyRequest } from 'fastify';
import { changeRoute } from '../routes/route-options.js';

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/**
 * Has Fastify call this method itself, as `(request, reply)`, past Nest's guards, pipes and interceptors: for a route
 * whose every microsecond counts. Doors and hooks hold as everywhere, and what it throws becomes a problem document.
 */
export const Straight = (): MethodDecorator => (target, key, descriptor) =>
  changeRoute((route, app) => {
    const controller = app.get<Record<PropertyKey, Handler>>(target.constructor, { strict: false });
    route.config = Object.assign({}, route.config, { straight: true });
    route.handler = (request, reply) => controller[key]?.(request, reply);
  })(target, key, descriptor);
