import { expect } from '@jest/globals';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Compares with a committed file, so that it can never drift from the code. `npm run actualizar` writes the file anew.
 *
 * @param path - From the root of the repository.
 */
export function expectCommitted(path: string, content: string): void {
  if (process.env['TRAZO_ACTUALIZAR'] === 'si') writeFileSync(resolve(path), content);
  expect(content).toBe(readFileSync(resolve(path), 'utf8'));
}

/**
 * Compares with a part of a committed document, as `expectCommitted` does with a whole file.
 *
 * @param path - From the root of the repository.
 * @param part - Name of the part, which stands between `<!-- part: … -->` and `<!-- end of part -->`.
 */
export function expectCommittedPart(path: string, part: string, content: string): void {
  const text = readFileSync(resolve(path), 'utf8');
  const [, before, after] =
    new RegExp(`^([^]*<!-- ${part}: [^\\n]*-->\\n)[^]*(<!-- end of ${part} -->\\n[^]*)$`).exec(text) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${path} has no part «${part}»`);
  expectCommitted(path, `${before}\n${content}\n\n${after}`);
}

/**
 * Compares a committed directory with one that was made now, as `expectCommitted` does with a file.
 *
 * @param path - From the root of the repository.
 * @param made - With at least one file in it.
 */
export function expectCommittedTree(path: string, made: string): void {
  if (process.env['TRAZO_ACTUALIZAR'] === 'si') {
    rmSync(resolve(path), { recursive: true, force: true });
    cpSync(made, resolve(path), { recursive: true });
  }
  const files = filesOf(made);
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(files).toEqual(filesOf(resolve(path)));
}

/** Every file below a directory, with its text. */
function filesOf(path: string): Record<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(files.map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')]));
}
