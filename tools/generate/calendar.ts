import { addMonths, type Month, monthOf } from '../../src/platform/database/month.js';
import type { Random } from '../runtime/random.js';

const HOUR = 3_600_000;
/** Peru has one time zone, without daylight saving. */
export const ZONE_OFFSET = -5 * HOUR;

/** How much of a week's work comes on each day, Sunday first, and of a day's in each hour of local time. */
const DAYS = [0.2, 1.1, 1.05, 1, 1, 1.05, 0.6];
const HOURS = [1, 1, 0, 0, 0, 1, 2, 5, 9, 12, 13, 12, 9, 8, 10, 12, 13, 12, 9, 6, 5, 4, 3, 2];
/** The weeks before Christmas. */
const DECEMBER = 1.4;

/** A month of a history, and how many envíos are created in it. */
export interface MonthShare {
  month: Month;
  envios: number;
}

/**
 * Spreads envíos over months by their working hours; the last month ends now.
 *
 * @param now - Milliseconds since 1970.
 */
export function spread(envios: number, months: number, now: number): MonthShare[] {
  const last = monthOf(new Date(now));
  const names = Array.from({ length: months }, (_, index) => addMonths(last, index - months + 1));
  const weights = names.map((month) => sum(hoursOf(month, now).map(({ weight }) => weight)));
  const total = sum(weights);
  let [share, given] = [0, 0];
  return names.map((month, index) => {
    share += total > 0 ? (weights[index] as number) / total : 1 / months;
    const count = Math.round(share * envios) - given;
    given += count;
    return { month, envios: count };
  });
}

/** So many instants of a month up to now, in order, as the working hours fall. Milliseconds since 1970. */
export function instantsOf({ month, envios }: MonthShare, now: number, random: Random): number[] {
  const hours = hoursOf(month, now);
  const pick = pickerOf(hours.map(({ weight }) => weight));
  const instants = Array.from({ length: envios }, () => {
    const { start, length } = hours[pick(random)] as Hour;
    return start + Math.floor(random() * length);
  });
  return instants.sort((a, b) => a - b);
}

/** Chooses an index as often as its weight says. */
export function pickerOf(weights: readonly number[]): (random: Random) => number {
  const bounds = new Float64Array(weights.length);
  let total = 0;
  for (const [index, weight] of weights.entries()) bounds[index] = total += weight;
  return (random) => {
    const at = random() * total;
    let [low, high] = [0, bounds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

interface Hour {
  start: number;
  /** Milliseconds of it that have passed. */
  length: number;
  weight: number;
}

function hoursOf(month: Month, now: number): Hour[] {
  const end = Math.min(Date.parse(addMonths(month, 1)), now);
  const hours: Hour[] = [];
  // A month that begins this very millisecond has one hour, of which nothing has passed.
  for (let start = Date.parse(month); start < end || hours.length === 0; start += HOUR) {
    const local = new Date(start + ZONE_OFFSET);
    const season = local.getUTCMonth() === 11 ? DECEMBER : 1;
    const length = Math.min(HOUR, end - start);
    const rhythm = (DAYS[local.getUTCDay()] as number) * (HOURS[local.getUTCHours()] as number);
    hours.push({ start, length, weight: (rhythm * season * length) / HOUR });
  }
  // In the first minutes of a month that begins at night nobody works, and yet somebody has to.
  if (!hours.some(({ weight }) => weight > 0)) for (const hour of hours) hour.weight = hour.length;
  return hours;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
