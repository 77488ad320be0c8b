import type { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Short enough to tell the end of a measurement by. */
const PAUSE_MS = 20;
const LIMIT_MS = 300_000;

/** Resolves when something is so; looks every few milliseconds. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline)
      throw new Error(`En ${LIMIT_MS / 1_000} s no llegó el momento: ${what}.`);
    await sleep(PAUSE_MS);
  }
}

/** Resolves when this many events have their verdict, by their receipts: then every read shows them. */
export function untilDrained(pool: pg.Pool, events: number): Promise<void> {
  return until(`${events} trazas guardadas`, async () => {
    const { rows } = await pool.query<{ total: number }>(
      `SELECT coalesce(sum(length(translate(resultados, 'p?', ''))), 0)::integer AS total FROM tandas`,
    );
    return (rows[0]?.total ?? 0) >= events;
  });
}

/** Resolves when the base holds everything. */
export function untilFolded(pool: pg.Pool): Promise<void> {
  return until('delta vacío', async () => {
    const { rows } = await pool.query<{ none: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM delta_envios_detalle) AS none',
    );
    return rows[0]?.none ?? false;
  });
}

/** Resolves when nothing waits in a queue: a tanda leaves it once it is committed. Costs PostgreSQL nothing. */
export function untilEmpty(queue: Queue): Promise<void> {
  return until(
    'cola vacía',
    async () => (await queue.getJobCountByTypes('waiting', 'active', 'delayed')) === 0,
  );
}
