/** Most that one price, fee or surcharge may be, in minor units: sums of whole pedidos stay exact integers. */
export const MAX_MONTO = 10_000_000_000;

const MIL = 1_000n;

/** Half up, for what is not negative: the way in which prices are rounded. */
function divide(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** What so many per mille of an amount are, half up, to a whole minor unit. */
export function perMilleOf(monto: number, perMille: number): number {
  return divide(BigInt(monto) * BigInt(perMille), MIL);
}

/** What of an amount is tax, when so many per mille of the net amount are in it; half up, to a whole minor unit. */
export function perMilleWithin(monto: number, perMille: number): number {
  return divide(BigInt(monto) * BigInt(perMille), MIL + BigInt(perMille));
}

/**
 * Divides an amount by weights, so that the parts sum up to it exactly: what is left over goes to the largest remainders, the
 * earlier of two equal ones first.
 *
 * @param weights - Not negative, and not all of them zero unless the amount is.
 */
export function allocate(monto: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(monto) * BigInt(weight));
  const parts = exact.map((part) => part / total);
  let left = BigInt(monto) - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = (parts[index] as bigint) + 1n;
    left -= 1n;
  }
  return parts.map(Number);
}
