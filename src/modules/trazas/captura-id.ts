import { hash, randomInt } from 'node:crypto';
import type { Tanda } from './domain/tanda.js';

/** Where the events of one capture stand inside their tanda. */
export interface CapturaPlace {
  tandaId: string;
  /** Index of its first event. */
  from: number;
  count: number;
}

const FORM =
  /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})-([0-9a-f]{1,4})-([0-9a-f]{1,3})-([0-9a-f]{12})$/;

/** A new salt for a tanda. */
export function newSal(): number {
  return randomInt(2 ** 47);
}

/**
 * The public id of a capture: its place in a tanda, so that a receipt needs no row of its own, and a seal over the
 * tanda's salt, so that nobody reads the receipts of others by counting.
 */
export function capturaIdOf({ tandaId, from, count }: CapturaPlace, sal: number): string {
  return `${tandaId}-${from.toString(16)}-${count.toString(16)}-${seal(tandaId, from, count, sal)}`;
}

/** The place that an id names; whether it was ever issued only `isIssued` can tell. */
export function parseCapturaId(id: string): (CapturaPlace & { seal: string }) | undefined {
  const match = FORM.exec(id);
  if (!match) return undefined;
  const [, tandaId, from, count, givenSeal] = match as unknown as [string, string, string, string, string];
  return { tandaId, from: Number.parseInt(from, 16), count: Number.parseInt(count, 16), seal: givenSeal };
}

/** Whether we issued this id for a capture of this tanda. */
export function isIssued(place: CapturaPlace & { seal: string }, { sal }: Pick<Tanda, 'sal'>): boolean {
  return place.seal === seal(place.tandaId, place.from, place.count, sal);
}

function seal(tandaId: string, from: number, count: number, sal: number): string {
  return hash('sha256', `${tandaId} ${from} ${count} ${sal}`).slice(0, 12);
}
