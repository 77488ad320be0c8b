import { expect } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Compares with a committed file, so that it can never drift from the code. `npm run actualizar` writes the file anew.
 *
 * @param path - From the root of the repository.
 */
export function expectCommitted(path: string, content: string): void {
  if (process.env['TRAZO_ACTUALIZAR'] === 'si') writeFileSync(resolve(path), content);
  expect(content).toBe(readFileSync(resolve(path), 'utf8'));
}
