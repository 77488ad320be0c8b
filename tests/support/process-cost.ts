import { readFileSync } from 'node:fs';

/** Ticks of the kernel's clock a second: `USER_HZ`, which Linux shows to programs everywhere. */
const TICKS = 100;

/** CPU time of a process and of all its threads so far, in milliseconds (proc(5), `stat`: utime and stime). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
}

/** Begins to measure this thread; the answer says how many milliseconds of CPU it has taken since. */
export function threadCpu(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  };
}

/** Most memory that a process has held at a time, in MiB (proc(5), `status`: VmHWM). */
export function peakMib(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

/** What work of twice the size may cost, and what a tick of the clock may add to it, in milliseconds. */
const MOST_RATIO = 2.2;
const TICK_MS = 20;
/** Looks at the same pair of sizes, of which the best counts: a collection of garbage falls into one of them. */
const LOOKS = 5;

/**
 * Fails when work of twice the size costs much more than twice as much, at each look.
 *
 * @param small - Does the work once and answers the milliseconds of CPU that it took.
 * @param large - The same of twice the size.
 */
export async function expectLinear(small: () => Promise<number>, large: () => Promise<number>) {
  const looks: string[] = [];
  while (looks.length < LOOKS) {
    const [once, twice] = [await small(), await large()];
    if (twice <= MOST_RATIO * once + TICK_MS) return;
    looks.push(`${once} ms, then ${twice} ms`);
  }
  throw new Error(`Twice the size costs more than ${MOST_RATIO} times as much CPU: ${looks.join('; ')}`);
}
