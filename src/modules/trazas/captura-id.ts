import { hash, randomInt } from 'node:crypto';
import type { Tanda } from './domain/tanda.js';

/** Where the events of one capture stand inside their tanda. */
export interface CapturaPlace {
  tandaId: string;
  /** Index of its first event. */
  from: number;
  count: number;
}

/** A place as an id names it, with the seals that it has. */
export type SealedPlace = CapturaPlace & { seal: string; ownSeal: string | undefined };

const FORM =
  /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})-([0-9a-f]{1,4})-([0-9a-f]{1,3})-([0-9a-f]{12})(?:-([0-9a-f]{12}))?$/;

/** A new salt for a tanda. */
export function newSal(): number {
  return randomInt(2 ** 47);
}

/**
 * The public id of a capture: its place in a tanda, so that a receipt needs no row of its own, and a seal over the
 * tanda's salt, so that nobody reads the receipts of others by counting; and, where it was somebody with credentials, a seal
 * of whose it is.
 *
 * @param principal - Who captured it; empty for somebody without credentials.
 */
export function capturaIdOf(place: CapturaPlace, sal: number, principal = ''): string {
  const { tandaId, from, count } = place;
  const own = principal && `-${seal(place, sal, principal)}`;
  return `${tandaId}-${from.toString(16)}-${count.toString(16)}-${seal(place, sal)}${own}`;
}

/** The place that an id names; whether it was ever issued only `isIssued` can tell. */
export function parseCapturaId(id: string): SealedPlace | undefined {
  const match = FORM.exec(id);
  if (!match) return undefined;
  const [, tandaId, from, count, givenSeal, ownSeal] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string?,
  ];
  return {
    tandaId,
    from: Number.parseInt(from, 16),
    count: Number.parseInt(count, 16),
    seal: givenSeal,
    ownSeal,
  };
}

/**
 * Whether we issued this id for a capture of this tanda.
 *
 * @param principal - To whom; to anybody if undefined.
 */
export function isIssued(place: SealedPlace, { sal }: Pick<Tanda, 'sal'>, principal?: string): boolean {
  if (place.seal !== seal(place, sal)) return false;
  return principal === undefined || place.ownSeal === seal(place, sal, principal);
}

function seal({ tandaId, from, count }: CapturaPlace, sal: number, principal = ''): string {
  return hash('sha256', `${tandaId} ${from} ${count} ${sal}${principal && ` ${principal}`}`).slice(0, 12);
}
