import type pg from 'pg';
import { createPool } from '../../src/platform/database/pool.js';
import { transaction, withConnection } from '../../src/platform/database/transaction.js';
import { markChanged } from '../../src/platform/read-models/mark-changed.js';
import type { Stack } from '../harness/stack.js';
import { ENVIOS_DETALLE } from '../../src/modules/estados/envios-detalle.js';
import '../../tools/runtime/read-models.js';

export const DETALLE = ENVIOS_DETALLE;

/** As many as a tanda has. */
const CHUNK = 500;

/** One traza of each of these envíos. `$1` are their ids. */
export const INSERT_TRAZAS = `
  INSERT INTO trazas (envio_id, id_evento, ocurrido_en, recibido_en, tipo, lat, lon)
  SELECT id, gen_random_uuid(), now(), now(), 'posicion', -12.05, -77.03 FROM unnest($1::uuid[]) id`;

/** Connections as the program itself makes them, which a refresh needs. */
export function openPool(bench: { add(task: () => Promise<unknown>): void }, stack: Stack): pg.Pool {
  const pool = createPool(stack.databaseUrl, { max: 4, name: 'medición' });
  bench.add(async () => pool.ended || (await pool.end()));
  return pool;
}

/** The last months that hold something, the newest first. */
export async function newestMonths(pool: pg.Pool, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ mes: string }>(
    `SELECT mes::text FROM refrescos WHERE modelo = $1 AND filas > 0 ORDER BY mes DESC LIMIT $2`,
    [DETALLE.name, limit],
  );
  return rows.map(({ mes }) => mes);
}

/** Ids of random envíos of a month: so many, or such a share of them. */
export async function pickEnvios(pool: pg.Pool, month: string, much: { count: number } | { share: number }) {
  const partition = `envios_${month.slice(0, 7).replace('-', '_')}`;
  const limit =
    'count' in much
      ? String(much.count)
      : `(SELECT ceil(count(*) * ${much.share})::integer FROM ${partition})`;
  const { rows } = await pool.query<{ id: string; codigo: string }>(
    `SELECT id, codigo FROM ${partition} ORDER BY random() LIMIT ${limit}`,
  );
  return rows;
}

/** One more traza for each of these envíos, stored and visible, in transactions as large as those of the worker. */
export async function change(pool: pg.Pool, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += CHUNK) {
    const chunk = ids.slice(at, at + CHUNK).sort();
    await withConnection(pool, (client) =>
      transaction(client, async () => {
        await client.query(INSERT_TRAZAS, [chunk]);
        await markChanged(client, DETALLE, chunk);
      }),
    );
  }
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
