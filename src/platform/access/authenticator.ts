import type { Actor } from './actor.js';

/** Says who somebody is by the credentials of a request. */
export abstract class Authenticator {
  /**
   * @param token - What follows `Bearer ` in the header `Authorization`.
   * @throws {DomainError} `credencial-invalida` (401) for whatever opens nothing.
   */
  abstract authenticate(token: string): Promise<Actor>;
}
