import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import {
  inspectProcess,
  isAlive,
  type ProcessRecord,
  recordOf,
  signalProcess,
} from '../../scripts/lib/processes.mjs';

/**
 * A process and all that descend from it; children of PostgreSQL each have a session of their own. Each is named by its
 * start time as well, since the system hands pids out again, and soon.
 *
 * @returns nothing if the process is gone.
 */
export function processTree(root: ProcessRecord): ProcessRecord[] {
  if (!isAlive(root)) return [];
  const children = Map.groupBy(listProcesses(), ({ parent }) => parent);
  const tree = [root];
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []).map((child) => recordOf(child.pid)));
  return tree;
}

/** Sends a signal to these processes, those that are gone by now aside. */
export function signalAll(processes: readonly ProcessRecord[], signal: NodeJS.Signals): void {
  for (const each of processes) signalProcess(each, signal);
}

/** Whether a process stands still (SIGSTOP). */
export function isStopped(pid: number): boolean {
  const state = process.platform === 'linux' ? stateThroughProc(pid) : stateThroughPs(pid);
  return state?.startsWith('T') ?? false;
}

function stateThroughPs(pid: number): string | undefined {
  return spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
}

function stateThroughProc(pid: number): string | undefined {
  try {
    // The name stands in brackets and may hold anything: the state comes after the last one.
    return /.*\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

function listProcesses(): { pid: number; parent: number }[] {
  if (process.platform !== 'linux') return listThroughPs();
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const found = inspectProcess(Number(name));
      return found ? [{ pid: Number(name), parent: found.parent }] : [];
    });
}

function listThroughPs(): { pid: number; parent: number }[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid && parent !== undefined ? [{ pid, parent }] : [];
  });
}
