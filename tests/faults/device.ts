import type { Random } from '../../tools/runtime/random.js';
import { uuidOf } from '../../tools/simulate/device.js';

/** A device of the fleet, and what is wrong with its clock. */
export interface Device {
  id: string;
  /** How far its clock is ahead of ours, in milliseconds; behind, if negative. */
  offsetMs: number;
  /** How it says when it sends something: in each event, for the whole request, or not at all. */
  says: 'evento' | 'cabecera' | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** What clocks do, in turn: half of them are right, or nearly. Without `says` no more ahead than the door lets in. */
const CLOCKS: readonly Omit<Device, 'id'>[] = [
  { offsetMs: 0, says: undefined },
  { offsetMs: 0, says: 'evento' },
  { offsetMs: 3 * MINUTE_MS, says: undefined },
  { offsetMs: -7 * HOUR_MS, says: 'evento' },
  { offsetMs: 0, says: undefined },
  { offsetMs: -30 * YEAR_MS, says: 'cabecera' },
  { offsetMs: 20 * HOUR_MS, says: undefined },
  { offsetMs: 12 * YEAR_MS, says: 'evento' },
  { offsetMs: -25 * YEAR_MS, says: undefined },
  { offsetMs: 40 * MINUTE_MS, says: 'cabecera' },
];

/** So many devices, of all kinds. */
export function devicesOf(random: Random, count: number): Device[] {
  return Array.from({ length: count }, (_, index) => {
    const clock = CLOCKS[index % CLOCKS.length] as Omit<Device, 'id'>;
    // Off by some seconds more or less, as no two clocks agree.
    return { ...clock, id: uuidOf(random), offsetMs: clock.offsetMs + Math.round((random() - 0.5) * 20_000) };
  });
}

/** What its clock shows at a moment of ours, RFC 3339. */
export function clockOf({ offsetMs }: Device, at: number): string {
  return new Date(at + offsetMs).toISOString();
}
