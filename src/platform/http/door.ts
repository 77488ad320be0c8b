import type { Type } from '@nestjs/common';
import type { DomainError } from '../errors/domain-error.js';
import { changeRoute } from './route-options.js';

/** What may turn a request away before its body is read. It is asked by every request: it decides nothing, it knows. */
export interface Door {
  /** Why nobody is let in at the moment; undefined if everybody is. */
  refusal(): DomainError | undefined;
}

/** Puts a route behind a door: a provider of the API process. */
export const BehindDoor = (token: Type<Door>) =>
  changeRoute((route, app) => {
    const door = app.get(token, { strict: false });
    route.onRequest = (_request, _reply, done) => done(door.refusal());
  });
