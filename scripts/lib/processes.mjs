/**
 * Which process is which. A pid alone proves nothing, since the system hands it out again; a pid with its start time
 * names one process for ever, so nothing is ever signalled that was not started here.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDirectory } from './directories.mjs';

/** @typedef {{ pid: number, identity: string, port?: number }} ProcessRecord */

const POLL_MS = 25;

/**
 * @param {number} pid
 * @returns {{ parent: number, name: string, identity: string } | null} null when there is no such living process
 */
export function inspectProcess(pid) {
  return process.platform === 'linux' ? inspectThroughProc(pid) : inspectThroughPs(pid);
}

/** @param {number} pid */
function inspectThroughProc(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name stands in brackets and may hold spaces and brackets itself: the fields are counted after the last one.
  const nameEnd = stat.lastIndexOf(')');
  const fields = stat.slice(nameEnd + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return {
    parent: Number(fields[1]),
    name: stat.slice(stat.indexOf('(') + 1, nameEnd),
    identity: `${bootId}/${fields[19]}`,
  };
}

/** @param {number} pid */
function inspectThroughPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,state=,lstart=,comm=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const match = /^\s*(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(\S.*)/.exec(stdout ?? '');
  if (!match || match[2]?.startsWith('Z')) return null;
  return {
    parent: Number(match[1]),
    name: match[4]?.trimEnd().split('/').pop() ?? '',
    identity: match[3] ?? '',
  };
}

/**
 * @param {number} pid
 * @returns {string} empty when there is no such process
 */
export function commandLine(pid) {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** @param {ProcessRecord | null} record */
export function isAlive(record) {
  return record !== null && inspectProcess(record.pid)?.identity === record.identity;
}

/**
 * @param {number} pid of a child that was just spawned
 * @param {number} [port]
 * @returns {ProcessRecord}
 */
export function recordOf(pid, port) {
  return { pid, identity: inspectProcess(pid)?.identity ?? 'gone', port };
}

/**
 * @param {string} file
 * @param {ProcessRecord} record
 */
export function writeRecord(file, record) {
  makeDirectory(dirname(file));
  writeFileSync(file, JSON.stringify(record), { mode: 0o600 });
}

/**
 * @param {string} file
 * @returns {ProcessRecord | null} null when the file is missing or was cut short
 */
export function readRecord(file) {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(record.pid) && typeof record.identity === 'string' ? record : null;
  } catch {
    return null;
  }
}

/** @param {string} file */
export function removeRecord(file) {
  rmSync(file, { force: true });
}

/**
 * @param {ProcessRecord} record
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it is gone
 */
export async function waitUntilGone(record, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(record)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/**
 * Ends one process, gently at first.
 * @param {ProcessRecord} record
 * @param {{ signal: NodeJS.Signals, timeoutMs: number, lastResort?: NodeJS.Signals }} how
 */
export async function endProcess(record, { signal, timeoutMs, lastResort = 'SIGKILL' }) {
  signalProcess(record, signal);
  if (await waitUntilGone(record, timeoutMs)) return;
  signalProcess(record, lastResort);
  if (await waitUntilGone(record, 10_000)) return;
  signalProcess(record, 'SIGKILL');
  await waitUntilGone(record, 5_000);
}

/**
 * @param {ProcessRecord} record
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(record, signal) {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch (error) {
    // It may end between the check and the signal; anything else (EPERM) is worth knowing.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
