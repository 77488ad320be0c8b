import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../scripts/setup.mjs';
import { decimal } from '../../tools/runtime/numbers.js';
import { table } from '../../tools/runtime/table.js';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const SHOWN = 30;
const IDLE = new Set(['(idle)', '(program)', '(root)']);

/** Where the time of each profiled process went: its functions by the time spent in them and not in what they call. */
export function describeProfiles(directory: string): string {
  if (!existsSync(directory)) return 'Ningún proceso dejó su perfil.';
  const files = readdirSync(directory).filter((name) => name.endsWith('.cpuprofile'));
  return files.map((name) => describeProfile(join(directory, name))).join('\n\n');
}

function describeProfile(file: string): string {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const nameOf = new Map(nodes.map(({ id, callFrame }) => [id, label(callFrame)]));
  const self = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = nameOf.get(id) ?? '?';
    self.set(name, (self.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const busy = [...self].filter(([name]) => !IDLE.has(name));
  const total = busy.reduce((sum, [, micros]) => sum + micros, 0);
  const rows = busy
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, micros]) => [`  ${decimal((100 * micros) / total, 1).padStart(4)} %`, name]);
  return `${basename(file)}: ${decimal(total / 1e6, 1)} s de CPU en JavaScript\n${table(rows)}`;
}

function label({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const name = functionName || '(anónima)';
  if (!url) return name;
  const path = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : url.replace(`${ROOT}/`, '');
  return `${name}  ${path}:${lineNumber + 1}`;
}
