import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT, filesUnder } from '../architecture/planted-tree.js';

const MODULE_FILE = /^src\/(?:commands|queries|modules)\/([^/]+)\//;
const IMPORT = /\bfrom '(\.{1,2}\/[^']+)'/g;

const moduleOf = (path: string) => MODULE_FILE.exec(path)?.[1];

/** For every module the modules whose files it imports, types included: both in the order of the alphabet. */
export function moduleGraph(): Map<string, string[]> {
  const graph = new Map<string, Set<string>>();
  for (const path of filesUnder('src/commands', 'src/queries', 'src/modules')) {
    const own = moduleOf(path);
    if (own === undefined || !path.endsWith('.ts')) continue;
    const used = graph.get(own) ?? new Set<string>();
    graph.set(own, used);
    for (const [, target = ''] of readFileSync(join(ROOT, path), 'utf8').matchAll(IMPORT)) {
      const other = moduleOf(posix.join(posix.dirname(path), target));
      if (other !== undefined && other !== own) used.add(other);
    }
  }
  return new Map([...graph].sort(byName).map(([name, used]) => [name, [...used].sort()]));
}

/** Groups of modules that reach each other in the graph: each is a circle, or several that touch. */
export function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map([...graph.keys()].map((name) => [name, reachedFrom(graph, name)]));
  const reaches = (from: string, to: string) => reached.get(from)?.has(to) ?? false;
  const groups = [...graph.keys()]
    .filter((name) => reaches(name, name))
    .map((name) => [...graph.keys()].filter((other) => reaches(name, other) && reaches(other, name)));
  return groups.filter(([first], index) => groups.findIndex(([other]) => other === first) === index);
}

/** The graph as the documents have it: one line a module, and the circles. */
export function drawModuleGraph(graph: ReadonlyMap<string, readonly string[]>): string {
  const width = Math.max(...[...graph.keys()].map((name) => name.length));
  const lines = [...graph].map(([name, used]) =>
    `${name.padEnd(width)} → ${used.join(' ') || '(none)'}`.trimEnd(),
  );
  const circles = circlesOf(graph).map((group) => group.join(' ⇄ '));
  return ['```', ...lines, '', `circles: ${circles.join('; ') || 'none'}`, '```'].join('\n');
}

function reachedFrom(graph: ReadonlyMap<string, readonly string[]>, start: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...(graph.get(start) ?? [])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...(graph.get(name) ?? []));
  }
  return reached;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
