import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT, filesUnder } from '../architecture/planted-tree.js';

const PLATFORM_FILE = /^src\/platform\/([^/]+)\//;
const MODULE_FILE = /^src\/(?:commands|queries|modules)\/([^/]+)\//;
const IMPORT = /\bfrom '(\.{1,2}\/[^']+)'/g;

/** For every module the modules whose files it imports, types included: both in the order of the alphabet. */
export function moduleGraph(): Map<string, string[]> {
  return graphOf(['src/commands', 'src/queries', 'src/modules'], MODULE_FILE);
}

/** The same for the folders of the platform. */
export function platformGraph(): Map<string, string[]> {
  return graphOf(['src/platform'], PLATFORM_FILE);
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

/** @param own - Takes from the path of a file the name of what it belongs to. */
function graphOf(trees: readonly string[], own: RegExp): Map<string, string[]> {
  const nameOf = (path: string) => own.exec(path)?.[1];
  const graph = new Map<string, Set<string>>();
  for (const path of filesUnder(...trees)) {
    const name = nameOf(path);
    if (name === undefined || !path.endsWith('.ts')) continue;
    const used = graph.get(name) ?? new Set<string>();
    graph.set(name, used);
    for (const [, target = ''] of readFileSync(join(ROOT, path), 'utf8').matchAll(IMPORT)) {
      const other = nameOf(posix.join(posix.dirname(path), target));
      if (other !== undefined && other !== name) used.add(other);
    }
  }
  return new Map([...graph].sort(byName).map(([name, used]) => [name, [...used].sort()]));
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
