import { readFileSync } from 'node:fs';

/** Ticks of the kernel's clock a second: `USER_HZ`, which Linux shows to programs everywhere. */
const TICKS = 100;

/** CPU time of a process and of all its threads so far, in milliseconds (proc(5), `stat`: utime and stime). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
}

/** Most memory that a process has held at a time, in MiB (proc(5), `status`: VmHWM). */
export function peakMib(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}
