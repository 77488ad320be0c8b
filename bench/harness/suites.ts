import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../scripts/lib/errors.mjs';
import type { Suite } from './measurement.js';

const BENCH = join(import.meta.dirname, '..');

/** Names of all suites: the directories below bench/ that have a `suite.ts`. */
export function listSuites(): string[] {
  return readdirSync(BENCH)
    .filter((name) => existsSync(join(BENCH, name, 'suite.ts')))
    .sort();
}

/** @throws {UserError} when there is no such suite. */
export async function loadSuite(name: string): Promise<Suite> {
  if (!listSuites().includes(name))
    throw new UserError(`No hay ninguna medición «${name}». Hay: ${listSuites().join(', ')}.`);
  const { default: suite } = (await import(`../${name}/suite.ts`)) as { default: Suite };
  return suite;
}
