import { Field } from './field-rule.js';

/** Form of a duration: `500ms`, `2s`. */
export const DURATION = /^(\d{1,6})(ms|s)$/;

/** Milliseconds of a duration, or undefined if it is not one. */
export function durationMs(value: unknown): number | undefined {
  const [, amount, unit] = (typeof value === 'string' && DURATION.exec(value)) || [];
  return amount === undefined ? undefined : Number(amount) * (unit === 's' ? 1_000 : 1);
}

/** A duration in milliseconds or seconds. */
export const Duration = () =>
  Field({
    schema: { type: 'string', pattern: DURATION.source, examples: ['500ms', '2s'] },
    check: (value) => (durationMs(value) === undefined ? { code: 'duracion' } : undefined),
  });
