import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../../scripts/lib/lock.mjs';
import { endProcess, isAlive, readRecord, recordOf, writeRecord } from '../../../scripts/lib/processes.mjs';

describe('processes and locks', () => {
  let directory: string;
  const children: ChildProcess[] = [];
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'trazo-processes-'))));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  function sleeper() {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    children.push(child);
    return { child, record: recordOf(child.pid ?? 0) };
  }
  const onTimeout = (owner: { pid: number }) => new Error(`held by ${owner.pid}`);

  it('a pid that was handed out again is never signalled', async () => {
    const { child, record } = sleeper();
    const predecessor = { ...record, identity: 'another boot/1' };
    expect(isAlive(predecessor)).toBe(false);
    await endProcess(predecessor, { signal: 'SIGKILL', timeoutMs: 100 });
    expect(isAlive(record)).toBe(true);
    expect(child.signalCode).toBeNull();
  });

  it('one that does not listen to the first signal gets the second', async () => {
    const child = spawn('/bin/sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done']);
    children.push(child);
    await new Promise((ready) => child.stdout.once('data', ready));
    const record = recordOf(child.pid ?? 0);
    await endProcess(record, { signal: 'SIGTERM', timeoutMs: 200 });
    expect(isAlive(record)).toBe(false);
  });

  it('a record that was cut short counts for nothing', () => {
    const file = join(directory, 'run', 'x.json');
    writeRecord(file, recordOf(process.pid, 4000));
    expect(readRecord(file)).toMatchObject({ pid: process.pid, port: 4000 });
    writeFileSync(file, '{"pid": 12');
    expect(readRecord(file)).toBeNull();
  });

  it('a lock is waited for, and its owner is named when it does not come', async () => {
    const file = join(directory, 'lock.json');
    const release = await takeLock(file, { waitMs: 0, onTimeout });
    await expect(takeLock(file, { waitMs: 300, onTimeout })).rejects.toThrow(`held by ${process.pid}`);
    const next = takeLock(file, { waitMs: 120_000, onTimeout });
    release();
    (await next)();
  });

  it('the lock of a dead owner is free', async () => {
    const file = join(directory, 'lock.json');
    const { child, record } = sleeper();
    writeRecord(file, record);
    await expect(takeLock(file, { waitMs: 0, onTimeout })).rejects.toThrow(`held by ${record.pid}`);
    child.kill('SIGKILL');
    (await takeLock(file, { waitMs: 120_000, onTimeout }))();
  });

  it('of many who find a dead owner, one has the lock at a time', async () => {
    const file = join(directory, 'lock.json');
    writeRecord(file, { pid: process.pid, identity: 'another boot/1' });
    let holders = 0;
    let most = 0;
    const enter = async () => {
      const release = await takeLock(file, { waitMs: 120_000, onTimeout });
      most = Math.max(most, (holders += 1));
      await new Promise((done) => setTimeout(done, 5));
      holders -= 1;
      release();
    };
    await Promise.all(Array.from({ length: 5 }, enter));
    expect(most).toBe(1);
  });
});
