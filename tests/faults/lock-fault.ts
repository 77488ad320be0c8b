import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { TRAZA_QUEUES } from '../../src/modules/trazas/domain/via.js';
import { poll } from '../support/poll.js';
import { isStopped } from '../support/process-tree.js';
import { DidNotHappen, type FaultContext, type FaultKind } from './fault.js';
import { LOCK_S, type Member, PREFIX, type System } from './system.js';

const keysOf = (end: string) => TRAZA_QUEUES.map((queue) => `${PREFIX}:${queue}:${end}`);
/** So many tandas in hand are likely in the hands of both workers. */
const BUSY = 8;

/**
 * Two workers on one tanda: tandas are kept from being committed, a worker with some in hand is stopped until its locks
 * run out and another one has taken them over, and then both go on.
 */
async function takeOver({ system, target, holdMs, lifted }: FaultContext): Promise<string> {
  const member = system.members.find(({ name }) => name === target);
  const isAtWork = ({ expected, program }: Member) => !expected && program.alive && !isStopped(program.pid);
  if (!system.of('worker').every(isAtWork)) throw new DidNotHappen('there is nobody to take over');
  const client = new pg.Client({
    connectionString: system.servers.postgres.url,
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  let frozen = false;
  try {
    await client.connect();
    await client.query(`BEGIN; SET LOCAL lock_timeout = '2s'; LOCK TABLE tandas IN SHARE MODE`);
    const inHand = await poll(
      'workers to be busy',
      async () => {
        const active = await inHandsOf(system);
        return active.length >= BUSY && active;
      },
      1_500,
    );
    member?.program.signal('SIGSTOP');
    frozen = true;
    const taken = await poll(
      'a tanda to be taken over',
      () => takenTwice(system, inHand),
      LOCK_S * 2_000 + 2_000,
    );
    await client.query('COMMIT');
    await sleep(holdMs);
    return `${taken} tandas in two hands`;
  } catch (cause) {
    throw new DidNotHappen((cause as Error).message, { cause });
  } finally {
    await client.end().catch(() => undefined);
    lifted();
    if (frozen) member?.program.signal('SIGCONT');
  }
}

/** Tandas that some worker has in hand. */
async function inHandsOf(system: System): Promise<string[]> {
  return (await Promise.all(keysOf('active').map((key) => system.redis.lrange(key, 0, -1)))).flat();
}

/** How many of these jobs have been begun more than once and are in somebody's hands now. */
async function takenTwice(system: System, ids: readonly string[]): Promise<number> {
  const active = new Set(await inHandsOf(system));
  const startsOf = async (id: string) =>
    Math.max(...(await Promise.all(keysOf(id).map((key) => system.redis.hget(key, 'ats')))).map(Number));
  const starts = await Promise.all(ids.map(startsOf));
  return ids.filter((id, index) => active.has(id) && (starts[index] ?? 0) > 1).length;
}

export const LOCK_FAULT: FaultKind = {
  name: 'two workers on one tanda',
  weight: 5,
  targets: (system) => system.of('worker').map(({ name }) => name),
  strike: takeOver,
};
