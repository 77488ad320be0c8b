import { Field } from './field-rule.js';

/** Form of a short wait: `500ms`, `2s`. */
export const WAIT = /^(\d{1,6})(ms|s)$/;

/** Milliseconds of a wait, or undefined if it is not one. */
export function waitMs(value: unknown): number | undefined {
  const [, amount, unit] = (typeof value === 'string' && WAIT.exec(value)) || [];
  return amount === undefined ? undefined : Number(amount) * (unit === 's' ? 1_000 : 1);
}

/** A wait in milliseconds or seconds. */
export const Wait = () =>
  Field({
    schema: { type: 'string', pattern: WAIT.source, examples: ['500ms', '2s'] },
    check: (value) => (waitMs(value) === undefined ? { code: 'duracion' } : undefined),
  });
