import type pg from 'pg';
import { jsonText } from '../../platform/database/json-text.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { PersonalData } from '../../platform/personal/personal-data.js';
import { ENVIO_CODES } from '../codigos/contract.js';
import type { EventPlace, TrazaPosted } from './domain/tanda.js';
import { keysOf } from './event-keys.js';

/** What devices have said of somebody's envíos that waits to be settled. The archive's purge erases it. */
export const ESPERAS_PERSONAL: PersonalData = {
  name: 'esperas',
  columns: ['trazas_en_espera.cuerpo'],
  by: 'clienteId',
  read: `
    SELECT codigo, vence_en, cuerpo::json AS cuerpo FROM trazas_en_espera
    WHERE codigo IN (SELECT codigo FROM ${ENVIO_CODES} WHERE cliente_id = $1) ORDER BY tanda_id, indice`,
};

const IS_AWAITED = 'SELECT EXISTS (SELECT FROM trazas_en_espera WHERE codigo = ANY ($1)) AS awaited';

// $1: a code, $2: to whom its envío was given. Trazas of whoever may post for it.
const OF_OWNER = `codigo = $1 AND coalesce(cuerpo::json ->> 'transportistaId', $2) = $2`;
const IS_AWAITED_BY = `SELECT EXISTS (SELECT FROM trazas_en_espera WHERE ${OF_OWNER}) AS awaited`;

// $1..$5: one array a column, in step; $6: hours to wait. A body that PostgreSQL cannot read as JSON fails here and now,
// and not whoever looks into it later.
const INSERT = `
  INSERT INTO trazas_en_espera (tanda_id, indice, codigo, cuerpo, vence_en)
  SELECT tanda_id, indice, codigo, CASE WHEN cuerpo::jsonb IS NOT NULL THEN cuerpo END, recibida_en + make_interval(hours => $6)
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[])
    AS t (tanda_id, indice, codigo, cuerpo, recibida_en)
  ON CONFLICT DO NOTHING`;

const TAKEN = `
  RETURNING tanda_id AS "tandaId", indice AS index, cuerpo,
    (SELECT recibida_en FROM tandas t WHERE t.id = tanda_id) AS "receivedAt"`;

// Takes up to $1 trazas that can be settled now, out of the table: a rollback puts them back. Rows that another worker
// holds are left to it. What waits for an archived envío waits on until that one is hot.
const TAKE = `
  DELETE FROM trazas_en_espera WHERE (tanda_id, indice) IN (
    SELECT tanda_id, indice FROM trazas_en_espera e
    WHERE CASE
      WHEN EXISTS (SELECT FROM ${ENVIO_CODES} c WHERE c.codigo = e.codigo)
      THEN NOT EXISTS (
        SELECT FROM ${ENVIO_CODES} c
        WHERE c.codigo = e.codigo AND c.envio_id < (SELECT frontera_archivo()) AND esta_archivado(c.envio_id))
      ELSE vence_en <= now()
    END
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  ${TAKEN}`;

// $1: the code, $2: ids of events.
const TAKE_KNOWN = `
  DELETE FROM trazas_en_espera WHERE codigo = $1 AND lower(cuerpo::json ->> 'idEvento') = ANY ($2)
  ${TAKEN}`;

// $1: the code, $2: to whom its envío was given.
const TAKE_FOREIGN = `DELETE FROM trazas_en_espera WHERE codigo = $1 AND NOT (${OF_OWNER}) ${TAKEN}`;

// $1: the code behind which to go on, $2: codes at most.
const LIST_AFTER = `
  SELECT DISTINCT codigo FROM trazas_en_espera WHERE codigo > $1 AND vence_en > now() ORDER BY codigo LIMIT $2`;

// $1: codes.
const END = 'UPDATE trazas_en_espera SET vence_en = now() WHERE codigo = ANY ($1) AND vence_en > now()';

/** SELECT of the codes that some traza waits for. */
export const SELECT_AWAITED = 'SELECT codigo FROM trazas_en_espera';

/** How many wait. */
export const COUNT_ESPERAS = 'SELECT count(*)::int AS value FROM trazas_en_espera';

/** Whether some traza waits for one of these codes, by one look at an index. */
export async function isAwaited(db: Queryable, codigos: readonly string[]): Promise<boolean> {
  const { rows } = await db.query<{ awaited: boolean }>({
    name: 'is-awaited',
    text: IS_AWAITED,
    values: [codigos],
  });
  return rows[0]?.awaited ?? false;
}

/** Whether some traza waits for this code that may be stored with its envío. */
export async function isAwaitedBy(db: Queryable, codigo: string, transportistaId: string): Promise<boolean> {
  const { rows } = await db.query<{ awaited: boolean }>(IS_AWAITED_BY, [codigo, transportistaId]);
  return rows[0]?.awaited ?? false;
}

/** Codes behind another one that trazas wait for, in their order, at most `limit`. */
export async function listAwaitedAfter(db: Queryable, codigo: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ codigo: string }>(LIST_AFTER, [codigo, limit]);
  return rows.map((row) => row.codigo);
}

/** Ends the wait for these codes: what waits for them is settled with the next that can be. */
export async function endWait(db: Queryable, codigos: readonly string[]): Promise<void> {
  if (codigos.length > 0) await db.query(END, [codigos]);
}

/** Lets trazas wait, for so many hours since they were taken in. One that waits already goes on waiting. */
export async function addEsperas(db: Queryable, events: readonly EventPlace[], hours: number): Promise<void> {
  if (events.length === 0) return;
  await db.query(INSERT, [
    events.map(({ tandaId }) => tandaId),
    events.map(({ index }) => index),
    events.map(({ traza }) => keysOf(traza).codigo),
    events.map(({ traza }) => jsonText(traza)),
    events.map(({ receivedAt }) => receivedAt),
    hours,
  ]);
}

/** Takes those that can be settled now, at most `limit`, in the caller's transaction. */
export async function takeEsperas(client: pg.PoolClient, limit: number): Promise<EventPlace[]> {
  // Between taking them and storing them no month may leave for the archive.
  await client.query(`LOCK TABLE ${ENVIO_CODES} IN ROW SHARE MODE`);
  return (await client.query<Taken>(TAKE, [limit])).rows.map(toEspera);
}

/** Takes those of a code whose events are among these, in the caller's transaction. */
export async function takeKnown(
  db: Queryable,
  codigo: string,
  idsEvento: readonly string[],
): Promise<EventPlace[]> {
  return (await db.query<Taken>(TAKE_KNOWN, [codigo, idsEvento])).rows.map(toEspera);
}

/** Takes those of a code that were posted by somebody who may not post for its envío, in the caller's transaction. */
export async function takeForeign(
  db: Queryable,
  codigo: string,
  transportistaId: string,
): Promise<EventPlace[]> {
  return (await db.query<Taken>(TAKE_FOREIGN, [codigo, transportistaId])).rows.map(toEspera);
}

/** A waiting traza that was taken, with its body as it was posted. */
type Taken = Omit<EventPlace, 'traza'> & { cuerpo: string };

function toEspera({ cuerpo, ...place }: Taken): EventPlace {
  return { ...place, traza: JSON.parse(cuerpo) as TrazaPosted };
}
