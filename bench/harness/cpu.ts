import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Jiffies a second, as the system counts CPU time. */
const ticks =
  process.platform === 'linux' ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) : 0;

/** A process, and how to learn the CPU seconds it has used so far. */
export type CpuCounters = Record<string, () => number | undefined>;

/** Does some work and says how many cores each process kept busy meanwhile. */
export async function withCpu<T>(counters: CpuCounters, work: () => Promise<T>) {
  const before = Object.entries(counters).map(([name, read]) => [name, read, read() ?? NaN] as const);
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1_000;
  const used = before.map(([name, read, at]) => [name, ((read() ?? NaN) - at) / seconds]);
  return { value, seconds, cpu: Object.fromEntries(used) as Record<string, number> };
}

/**
 * Does some work and says how many cores everything else on this machine kept busy meanwhile: whatever neither this
 * process nor one that descends from it used.
 *
 * @returns `foreign` undefined where there is no /proc.
 */
export async function withForeignCpu<T>(
  work: () => Promise<T>,
): Promise<{ value: T; foreign: number | undefined }> {
  const [busy, own, started] = [busySeconds(), treeSeconds(process.pid), performance.now()];
  const value = await work();
  const seconds = (performance.now() - started) / 1_000;
  const foreign = (busySeconds() - busy - (treeSeconds(process.pid) - own)) / seconds;
  return { value, foreign: process.platform === 'linux' ? Math.max(0, foreign) : undefined };
}

/** CPU seconds that all cores together have been busy. */
function busySeconds(): number {
  return cpus().reduce(
    (sum, { times: { user, nice, sys, irq } }) => sum + (user + nice + sys + irq) / 1_000,
    0,
  );
}

/** CPU seconds of a process and all its descendants, with those that have ended and were waited for. */
function treeSeconds(pid: number): number {
  const fields = process.platform === 'linux' && fieldsOf(pid);
  if (!fields) return 0;
  return childrenOf(pid).reduce((sum, child) => sum + treeSeconds(child), fields.own + fields.ended);
}

/** CPU seconds that this process has used. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * CPU seconds that a process has used, with the children of its that have ended and those that live.
 *
 * @returns undefined where there is no /proc, or no such process.
 */
export function cpuSecondsOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const own = fieldsOf(pid);
  if (!own) return undefined;
  const children = childrenOf(pid).map((child) => fieldsOf(child)?.own ?? 0);
  return [own.own, own.ended, ...children].reduce((sum, seconds) => sum + seconds, 0);
}

function fieldsOf(pid: number): { parent: number; own: number; ended: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything: the fields are counted after the last one.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    return { parent, own: (utime + stime) / ticks, ended: (cutime + cstime) / ticks };
  } catch {
    return undefined;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => fieldsOf(candidate)?.parent === pid);
}
