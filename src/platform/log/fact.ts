import type { Place } from './place.js';

/**
 * Ids of the owners of a fact, by the name of the field that an actor has for them: `{ ownerId: '…' }`. They decide who may
 * see the fact.
 */
export type Owners = Readonly<Record<string, string>>;

/**
 * Something that happened to an aggregate, as the log holds it. It carries ids, states, amounts and places by city, never a
 * name, an address, a phone or an e-mail: so the erasure of a person leaves the log alone.
 */
export interface Fact {
  /** Stable for ever: effects are made idempotent by it. */
  id: string;
  /** Type of the CloudEvent: `pe.trazo.<subject>.<what happened>.v1`. */
  type: string;
  /** What it happened to: `objeto`. */
  subjectType: string;
  /** Id of that one. */
  subject: string;
  owners: Owners;
  data: Readonly<Record<string, unknown>>;
  /** When it was written, RFC 3339 UTC; just before its commit. */
  at: string;
  place: Place;
}
