import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DomainError } from '../errors/domain-error.js';
import { changeRoute } from '../routes/route-options.js';

/** What may turn a request away before its body is read. It is asked by every request: it decides nothing, it knows. */
export interface Door {
  /** Why this request is not let in at the moment, by what its headers say; undefined if it is. */
  refusal(request: FastifyRequest): DomainError | undefined;
}

/** Puts a route behind a door: a provider of the API process. */
export const BehindDoor = (token: Type<Door>) =>
  changeRoute((route, app) => {
    const door = app.get(token, { strict: false });
    route.onRequest = (request, _reply, done) => done(door.refusal(request));
  });
