import type { INestApplicationContext, Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { DomainError } from '../errors/domain-error.js';

/** What may turn a request away before its body is read. It is asked by every request: it decides nothing, it knows. */
export interface Door {
  /** Why nobody is let in at the moment; undefined if everybody is. */
  refusal(): DomainError | undefined;
}

/** Puts a route behind a door: a provider of the API process. */
export const BehindDoor = (door: Type<Door>) => RouteConfig({ door });

/** Hangs the doors of the routes that will be registered. */
export function hangDoors(fastify: FastifyInstance, app: INestApplicationContext): void {
  fastify.addHook('onRoute', (route) => {
    const { door: token } = (route.config ?? {}) as { door?: Type<Door> };
    if (!token) return;
    const door = app.get(token, { strict: false });
    route.onRequest = (_request, _reply, done) => done(door.refusal());
  });
}
