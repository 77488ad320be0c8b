import { TRAZA_QUEUES } from '../../src/modules/trazas/domain/via.js';
import { poll } from '../support/poll.js';
import { PREFIX, type System } from './system.js';

const LIMIT_MS = 180_000;

// Of the reserved codes that no envío has got, half wait long enough now to be given up.
const EXPIRE = `
  UPDATE trazas_en_espera SET vence_en = now()
  WHERE substr(codigo, 10, 1)::int % 2 = 0
    AND NOT EXISTS (SELECT FROM codigos_envio c WHERE c.codigo = trazas_en_espera.codigo)`;

const UNSETTLED = `
  SELECT count(*) AS count FROM trazas_en_espera e
  WHERE vence_en <= now() OR EXISTS (SELECT FROM codigos_envio c WHERE c.codigo = e.codigo)`;

const UNFINISHED = `
  SELECT count(*) AS count FROM importacion_lotes l JOIN importaciones i ON i.id = l.importacion_id
  WHERE l.terminado_en IS NULL AND i.recibida_en IS NOT NULL`;

/** Waits until a system that nobody troubles any more has done everything there is to do. */
export async function settle(system: System): Promise<void> {
  await none('files to be imported', system, UNFINISHED);
  await emptied(system);
  await system.pool.query(EXPIRE);
  await none('trazas that waited for their envío to be settled', system, UNSETTLED);
}

async function none(what: string, { pool }: System, query: string): Promise<void> {
  await poll(what, async () => (await pool.query<{ count: number }>(query)).rows[0]?.count === 0, LIMIT_MS);
}

async function emptied({ redis }: System): Promise<void> {
  const keysOf = (state: string) => TRAZA_QUEUES.map((queue) => `${PREFIX}:${queue}:${state}`);
  await poll(
    'the queues to be empty',
    async () => {
      const counts = await Promise.all([
        ...['wait', 'active', 'paused'].flatMap(keysOf).map((key) => redis.llen(key)),
        ...['delayed', 'prioritized'].flatMap(keysOf).map((key) => redis.zcard(key)),
      ]);
      return counts.every((count) => count === 0);
    },
    LIMIT_MS,
  );
}
