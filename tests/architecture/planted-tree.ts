import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, sep } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

const GENERATED = /^src\/platform\/database\/prisma\/|^bench\/results\//;

/** Paths from the root of every file under the given directories of this repository, without what tools generate. */
export function filesUnder(...directories: string[]) {
  return directories
    .filter((directory) => existsSync(join(ROOT, directory)))
    .flatMap((directory) => readdirSync(join(ROOT, directory), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !GENERATED.test(path));
}

/** A file of a planted tree: its path from the root, and what it imports or holds. */
export type Imports = Record<string, readonly string[]>;
export type Contents = Record<string, string>;

/** Writes a tree with the repository's own manifest, compiler settings and packages, and returns where it stands. */
export function plantTree(contents: Contents) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trazo-planted-')));
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const path of ['package.json', 'tsconfig.json']) copyFileSync(join(ROOT, path), join(root, path));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/**
 * Source for each file from the list of what it imports: paths from the root, packages, or missing files. A leading
 * `type` makes the import type-only, `inline-type` marks the name instead of the statement.
 */
export function sourceOf(tree: Imports): Contents {
  return Object.fromEntries(
    Object.entries(tree).map(([path, imports]) => [
      path,
      imports.map(statement(path)).concat(BODY).join('\n'),
    ]),
  );
}

const BODY = 'export const value = 1;\nexport type Value = typeof value;\n';

const statement = (from: string) => (target: string, index: number) => {
  const [, kind, name] = /^(?:(type|inline-type) )?(.+)$/.exec(target) ?? [];
  const specifier = JSON.stringify(specifierOf(from, name ?? ''));
  if (kind === 'type') return `import type { Value as Value${index} } from ${specifier};`;
  if (kind === 'inline-type') return `import { type Value as Value${index} } from ${specifier};`;
  return `import { value as value${index} } from ${specifier};`;
};

/** As NodeNext wants it: relative, and with the extension of the compiled file. */
function specifierOf(from: string, target: string) {
  if (!/^(?:src|workers|tests|bench|tools|scripts)\//.test(target)) return target;
  const path = posix.relative(posix.dirname(from), target).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
