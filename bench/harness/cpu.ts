import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Jiffies a second, as the system counts CPU time. */
const ticks = process.platform === 'linux' ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) : 0;

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
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((at) => fields[at]);
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
