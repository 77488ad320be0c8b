import type { Level } from './levels.js';
import { maskedDeep } from './mask.js';

/** A line before it is written. */
export interface Line {
  readonly level: Level;
  readonly message: string;
  /** The part of the program that says it. */
  readonly context?: string | undefined;
  readonly [field: string]: unknown;
}

/**
 * The line of what somebody handed to Nest's logger: a text, fields with a `message`, or an error.
 *
 * @param rest - A stack perhaps, and last the name of the part that says it.
 */
export function lineOf(level: Level, what: unknown, rest: readonly unknown[]): Line {
  const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
  const more = rest.slice(0, -1).filter((each) => each !== undefined);
  const fields = maskedDeep(fieldsOf(what, more)) as { message: string };
  return { ...fields, level, context };
}

function fieldsOf(what: unknown, more: readonly unknown[]): object {
  const stack = more.find((each) => typeof each === 'string' && each.includes('\n    at '));
  if (what instanceof Error) return { message: what.message, stack: what.stack };
  if (typeof what === 'object' && what !== null) return { message: 'sin-palabras', ...what };
  return { message: String(what), ...(stack !== undefined && { stack }) };
}
