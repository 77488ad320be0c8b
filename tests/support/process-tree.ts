import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { inspectProcess } from '../../scripts/lib/processes.mjs';

/** A process and all that descend from it; children of PostgreSQL each have a session of their own. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const { pid, parent } of listProcesses()) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Sends a signal to these processes, those that are gone by now aside. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
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
