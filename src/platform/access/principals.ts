import type { Queryable } from '../database/pool.js';
import type { Actor } from './actor.js';

/** Somebody for whom something is done while he is away. */
export interface Principal {
  /** With the rights that he has now. */
  actor: Actor;
  /** Where mails reach him; null for a machine, and for who has not confirmed his address. */
  email: string | null;
}

/** Says who somebody is by his name, as `nameOf` gives it. */
export abstract class Principals {
  /** Those of these names who may still come in. */
  abstract find(db: Queryable, names: readonly string[]): Promise<Map<string, Principal>>;
}
