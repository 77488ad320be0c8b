import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup.mjs';
import { count, decimal } from '../runtime/numbers.js';
import { median } from '../runtime/statistics.js';
import { table } from '../runtime/table.js';
import type { Comparison, Measurement, Side } from './measurement.js';
import type { Services } from './services.js';

/** One line of the result. */
export interface Ratio {
  id: string;
  value: number;
  unit: 'ratio';
  /** Null where nothing is asked of it yet. */
  target: Measurement['target'];
  ok: boolean | null;
}

/** A measurement with what came out of it. */
export interface Measured {
  ratio: Ratio;
  comparison: Comparison;
}

/** The median over the rounds of subject ÷ baseline, each pair taken together. */
export function judge({ id, target }: Measurement, comparison: Comparison): Measured {
  const pairs = comparison.subject.rounds.map(
    ({ perSecond }, round) => perSecond / (comparison.baseline.rounds[round] as Side).perSecond,
  );
  const value = round(median(pairs), 4);
  const ok = target && ('atLeast' in target ? value >= target.atLeast : value <= target.atMost);
  return { ratio: { id, value, unit: 'ratio', target, ok }, comparison };
}

/** The outcome as people read it. */
export function describe(measured: readonly Measured[]): string {
  const rows = measured.map(({ ratio, comparison: { subject, baseline, unit } }) => [
    ratio.id,
    decimal(ratio.value, 3),
    objective(ratio),
    `${count(median(rates(subject.rounds)))} ${unit}`,
    `${count(median(rates(baseline.rounds)))} ${unit}`,
    `${subject.name} ÷ ${baseline.name}`,
  ]);
  const details = measured.flatMap(({ ratio, comparison: { subject, baseline, notes } }) => [
    '',
    ratio.id,
    ...[subject, baseline].map(({ name, rounds }) => `  ${name}: ${describeSide(rounds)}`),
    ...notes.map((note) => `  ${note}`),
  ]);
  const header = ['razón', 'valor', 'objetivo', 'sujeto', 'referencia', ''];
  return [table([header, ...rows]), ...details].join('\n');
}

function objective({ target, ok }: Ratio): string {
  if (!target) return '-';
  const bound = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  return `${bound} ${ok ? '✓' : '✗'}`;
}

function describeSide(rounds: readonly Side[]): string {
  const { p50, p99, cpu } = summary(rounds);
  const latency =
    p50 === undefined || p99 === undefined ? [] : [`p50 ${decimal(p50, 1)} ms`, `p99 ${decimal(p99, 1)} ms`];
  const cores = Object.entries(cpu).map(([name, used]) => `${name} ${decimal(used, 2)}`);
  return [...latency, ...(cores.length > 0 ? [`CPU (núcleos): ${cores.join(', ')}`] : [])].join('; ');
}

/** Each figure's median over the rounds. */
function summary(rounds: readonly Side[]): Side {
  const of = (pick: (side: Side) => number | undefined) => {
    const values = rounds.flatMap((side) => pick(side) ?? []).filter((value) => !Number.isNaN(value));
    return values.length > 0 ? round(median(values), 2) : undefined;
  };
  const names = Object.keys(rounds[0]?.cpu ?? {});
  const cpu = names.flatMap((name) => {
    const value = of((side) => side.cpu[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    perSecond: of(({ perSecond }) => perSecond) ?? 0,
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    cpu: Object.fromEntries(cpu) as Record<string, number>,
  };
}

/** Writes the outcome to `bench/results/<name>.json`. */
export function writeResult(name: string, measured: readonly Measured[], services: Services): string {
  const file = `bench/results/${name}.json`;
  const side = ({ name: of, rounds }: Comparison['subject']) => ({
    name: of,
    ...summary(rounds),
    perSecondByRound: rates(rounds).map((value) => round(value, 0)),
  });
  const result = {
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGiB: round(totalmem() / 2 ** 30, 0),
      os: `${type()} ${release()}`,
    },
    versions: { ...packageVersions(), node: process.versions.node, ...services.versions },
    date: new Date().toISOString(),
    ratios: measured.map(({ ratio }) => ratio),
    raw: Object.fromEntries(
      measured.map(({ ratio, comparison: { subject, baseline, unit, notes } }) => [
        ratio.id,
        { unit, subject: side(subject), baseline: side(baseline), notes },
      ]),
    ),
  };
  mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
  writeFileSync(join(ROOT, file), `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

function packageVersions(): Record<string, string> {
  const versionOf = (path: string) =>
    (JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8')) as { version: string }).version;
  const packages = ['fastify', '@nestjs/core', 'bullmq', 'ioredis', 'pg'];
  return {
    trazo: versionOf('.'),
    ...Object.fromEntries(packages.map((name) => [name, versionOf(`node_modules/${name}`)])),
  };
}

const rates = (rounds: readonly Side[]) => rounds.map(({ perSecond }) => perSecond);

function round(value: number, places: number): number {
  return Number(value.toFixed(places));
}
