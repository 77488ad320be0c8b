import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { threadCpu } from '../support/process-cost.js';

/** Where the program's own code is. */
const ROOMS = ['src', 'workers', 'cli'];

/**
 * Lengths of inputs, one after the other: of an exponential search the first is enough, and any other would never end; for
 * a quadratic one the last takes a second, for a linear one a fraction of a millisecond.
 */
const LENGTHS = [28, 2_000, 40_000];
const MOST_CPU_MS = 60;

interface Found {
  file: string;
  source: string;
  flags: string;
}

/** Every regular expression that is written as one, and every text that becomes one. */
function findAll(): Found[] {
  return ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  )
    .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.includes('/prisma/') && !file.endsWith('.d.ts'))
    .flatMap((file) => findIn(file, readFileSync(file, 'utf8')));
}

function findIn(file: string, text: string): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    // Patterns of fields are texts, as JSON Schema wants them.
    if (ts.isStringLiteral(node) && /^\^.*\$$/s.test(node.text))
      found.push({ file, source: node.text, flags: 'u' });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Inputs that are long where an expression repeats: of each character that it names, behind what it begins with. */
function* inputsFor({ source }: Found, length: number): Generator<string> {
  const named = source.replace(/\\[dswbDSWBpu]|[()[\]{}^$|?*+]/g, '');
  const characters = new Set(['a', 'A', '0', ' ', '\t', '\n', '\\', '"', '/', '.', '\u0000', ...named]);
  const beginnings = new Set([
    '',
    source.replace(/^\^|\(\?:|\(|\\(?=[^a-z])/g, '').replace(/[[\\(?*+|].*$/s, ''),
  ]);
  for (const beginning of beginnings)
    for (const character of characters)
      for (const end of ['', '\u0000', '\n\u0000']) yield beginning + character.repeat(length) + end;
}

/** Milliseconds of CPU of this thread. */
function cpuOf(work: () => void): number {
  const taken = threadCpu();
  work();
  return taken();
}

/** The most CPU that any input takes, or the first that is too much. */
function worstOf(found: Found): number {
  const expression = new RegExp(found.source, found.flags.replace('y', ''));
  let worst = 0;
  for (const length of LENGTHS)
    for (const input of inputsFor(found, length)) {
      worst = Math.max(
        worst,
        cpuOf(() => input.replace(expression, '')),
      );
      if (worst > MOST_CPU_MS) return worst;
    }
  return worst;
}

test('finding 6: no regular expression of the house goes back over what it has read', () => {
  const all = [...new Map(findAll().map((found) => [`/${found.source}/${found.flags}`, found])).values()];
  expect(all.length).toBeGreaterThan(50);
  const slow = all.filter((found) => worstOf(found) > MOST_CPU_MS);
  expect(slow.map(({ file, source, flags }) => `${file}: /${source}/${flags}`)).toEqual([]);
});

test.each([
  [String.raw`\/+$`, ''],
  [String.raw`[?#].*$`, ''],
  [String.raw`\S[^]*[\r\n]`, ''],
  [String.raw`[^\r\n]*\S[^\r\n]*`, ''],
  [String.raw`^(a+)*$`, ''],
])('finding 6: /%s/ would be found', (source, flags) => {
  expect(worstOf({ file: '', source, flags })).toBeGreaterThan(MOST_CPU_MS);
});
