const whole = new Intl.NumberFormat('es', { maximumFractionDigits: 0, useGrouping: 'always' });
const digits = new Map<number, Intl.NumberFormat>();

/** A whole number as people read it: `10.154`. */
export function count(value: number): string {
  return whole.format(value);
}

/** A number with so many decimals: `0,88`. */
export function decimal(value: number, places: number): string {
  const format =
    digits.get(places) ??
    new Intl.NumberFormat('es', { minimumFractionDigits: places, maximumFractionDigits: places });
  digits.set(places, format);
  return format.format(value);
}
