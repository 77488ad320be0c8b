import { spoken } from '../../cli/words.mjs';

const formats = new Map<string, Intl.NumberFormat>();

/** A whole number as people read it: `10.154`, or `10,154` in English. */
export function count(value: number): string {
  return formatOf(0, 'always').format(value);
}

/** A number with so many decimals: `0,88`, or `0.88` in English. */
export function decimal(value: number, places: number): string {
  return formatOf(places, 'auto').format(value);
}

function formatOf(places: number, useGrouping: 'always' | 'auto'): Intl.NumberFormat {
  const key = `${spoken()} ${places} ${useGrouping}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(spoken(), {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
      useGrouping,
    });
  formats.set(key, format);
  return format;
}
