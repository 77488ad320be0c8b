import type { INestApplicationContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyInstance, RouteOptions } from 'fastify';

/** Changes the options of a route before it is registered; `app` is where providers and controllers are found. */
export type RouteChange = (route: RouteOptions, app: INestApplicationContext) => void;

/** A decorator that changes the options of a controller's route. A route may have several. */
export function changeRoute(change: RouteChange): MethodDecorator {
  return (target, key, descriptor) => {
    const config = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, descriptor.value as object) ?? {}) as {
      changes?: readonly RouteChange[];
    };
    RouteConfig({ ...config, changes: [...(config.changes ?? []), change] })(target, key, descriptor);
  };
}

/** Makes routes that will be registered what their decorators say. */
export function changeRoutes(fastify: FastifyInstance, app: INestApplicationContext): void {
  fastify.addHook('onRoute', (route) => {
    const { changes = [] } = (route.config ?? {}) as { changes?: readonly RouteChange[] };
    for (const change of changes) change(route, app);
  });
}
