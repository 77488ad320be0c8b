import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from '../../scripts/lib/processes.mjs';
import { sqlState } from '../../src/platform/database/sql-errors.js';
import { poll } from '../support/poll.js';
import { within } from '../support/within.js';
import { DidNotHappen, type FaultContext, type FaultKind } from './fault.js';
import { type Server, type ServerName, System } from './system.js';

/** Redis speaks of a short write when a part of it still found room. */
const NO_SPACE = /No space left on device|Short write while writing to the AOF/g;
const LIMIT_MS = 8_000;

/** Redis ends itself rather than acknowledge what it could not write. */
async function fillRedis({ system, lifted }: FaultContext): Promise<string> {
  const disk = system.disks.redis;
  if (!disk) throw new DidNotHappen('no disk of its own');
  const count = () => System.countIn(system.logOf('redis'), NO_SPACE);
  const before = count();
  const server = system.servers.redis;
  disk.fill();
  await within(LIMIT_MS, server.exited);
  disk.giveRoom();
  lifted();
  const seen = count() - before;
  // One that could not write is on its way out, if it is not gone yet.
  if (seen > 0) await server.exited;
  if (!(await isRunning(server))) await system.startServer('redis');
  if (seen === 0) throw new DidNotHappen('nobody wrote');
  return `ENOSPC ${seen} times`;
}

/** Tables that cannot grow are an error of a statement; a log that cannot grow ends the whole server. */
async function fillPostgres({ system, random, holdMs, lifted }: FaultContext): Promise<string> {
  const disk = system.disks.postgres;
  if (!disk) throw new DidNotHappen('no disk of its own');
  const count = () => System.countIn(system.logOf('postgres'), NO_SPACE);
  const before = count();
  disk.fill();
  await provoke(system, random() < 0.5);
  await sleep(holdMs);
  disk.giveRoom();
  lifted();
  const seen = count() - before;
  await bringBack(system);
  if (seen === 0) throw new DidNotHappen('nobody wrote');
  return `ENOSPC ${seen} times`;
}

/** Writes until it fails, so that the full disk is felt at once. */
async function provoke(system: System, inLog: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: system.servers.postgres.url, statement_timeout: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (inLog)
      for (let turn = 0; turn < 16; turn += 1)
        await client.query(
          `SELECT pg_logical_emit_message(false, 'relleno', repeat('x', 100000)), pg_switch_wal()`,
        );
    else
      await client.query(`CREATE TABLE relleno AS SELECT repeat('x', 1000) FROM generate_series(1, 100000)`);
  } catch (error) {
    // 53100: disk full. Without a code: the server went down under us. Both are what was wanted.
    if (sqlState(error) && !/^(53|57|08)/.test(sqlState(error) ?? '')) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits until PostgreSQL takes connections again, and starts it if it gave up. */
async function bringBack(system: System): Promise<void> {
  await poll(
    'PostgreSQL to come back',
    async () => {
      if (!(await isRunning(system.servers.postgres))) await system.startServer('postgres');
      const client = new pg.Client({
        connectionString: system.servers.postgres.url,
        connectionTimeoutMillis: 1_000,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('DROP TABLE IF EXISTS relleno');
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    60_000,
  );
}

async function isRunning({ record }: Server): Promise<boolean> {
  // A server that is about to end needs a moment for it.
  await sleep(50);
  return isAlive(record);
}

const onDisk = (name: ServerName) => (system: System) => (system.disks[name] ? [name] : []);

/** Disks without room. */
export const DISK_FAULTS: FaultKind[] = [
  { name: 'disk full under Redis', weight: 4, targets: onDisk('redis'), strike: fillRedis },
  { name: 'disk full under PostgreSQL', weight: 4, targets: onDisk('postgres'), strike: fillPostgres },
];
