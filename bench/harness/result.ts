import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup.mjs';
import { count, decimal } from '../../tools/runtime/numbers.js';
import { median } from '../../tools/runtime/statistics.js';
import { table } from '../../tools/runtime/table.js';
import type { Comparison, Figure, Measurement, Side } from './measurement.js';
import type { Services } from './services.js';

/** One line of the result. */
export interface Ratio {
  id: string;
  value: number;
  unit: Figure['unit'];
  /** Null where nothing is asked of it yet. */
  target: Measurement['target'];
  ok: boolean | null;
}

/** A measurement with what came out of it. */
export interface Measured {
  ratio: Ratio;
  outcome: Comparison | Figure;
}

/** Holds an outcome to its target. A comparison's value is the median over its rounds, each pair taken together. */
export function judge({ id, target }: Measurement, outcome: Comparison | Figure): Measured {
  const value = round('value' in outcome ? outcome.value : median(pairRatios(outcome)), 4);
  const ok = target && ('atLeast' in target ? value >= target.atLeast : value <= target.atMost);
  return { ratio: { id, value, unit: 'value' in outcome ? outcome.unit : 'ratio', target, ok }, outcome };
}

function pairRatios({ subject, baseline }: Comparison): number[] {
  return subject.rounds.map(({ perSecond }, round) => perSecond / (baseline.rounds[round] as Side).perSecond);
}

/** The outcome as people read it. */
export function describe(measured: readonly Measured[]): string {
  const rows = measured.map(({ ratio, outcome }) => [
    ratio.id,
    `${decimal(ratio.value, 3)}${ratio.unit === 'ratio' ? '' : ` ${ratio.unit}`}`,
    objective(ratio),
    ...('value' in outcome ? ['', '', ''] : describeSides(outcome)),
  ]);
  const details = measured.flatMap(({ ratio, outcome }) => [
    '',
    ratio.id,
    ...('value' in outcome
      ? Object.entries(outcome.behind).map(([name, value]) => `  ${name}: ${decimal(value, 2)}`)
      : [outcome.subject, outcome.baseline].map(({ name, rounds }) => `  ${name}: ${describeSide(rounds)}`)),
    ...outcome.notes.map((note) => `  ${note}`),
  ]);
  const header = ['medida', 'valor', 'objetivo', 'sujeto', 'referencia', ''];
  return [table([header, ...rows]), ...details].join('\n');
}

function describeSides({ subject, baseline, unit }: Comparison): string[] {
  return [
    `${count(median(rates(subject.rounds)))} ${unit}`,
    `${count(median(rates(baseline.rounds)))} ${unit}`,
    `${subject.name} ÷ ${baseline.name}`,
  ];
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
    raw: Object.fromEntries(measured.map(({ ratio, outcome }) => [ratio.id, rawOf(outcome)])),
  };
  mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
  writeFileSync(join(ROOT, file), `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

function rawOf(outcome: Comparison | Figure): object {
  if ('value' in outcome) return { unit: outcome.unit, behind: outcome.behind, notes: outcome.notes };
  const side = ({ name, rounds }: Comparison['subject']) => ({
    name,
    ...summary(rounds),
    perSecondByRound: rates(rounds).map((value) => round(value, 0)),
  });
  const { subject, baseline, unit, notes } = outcome;
  return { unit, subject: side(subject), baseline: side(baseline), notes };
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
