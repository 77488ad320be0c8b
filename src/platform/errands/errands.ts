import type { Queryable } from '../database/pool.js';
import { uuidV7 } from '../database/uuid-v7.js';

/** Work that calls another system because of a fact. */
export interface NewErrand {
  /** Where it goes: the id of a receiver, a provider. Errands of one destination do not hold up those of another. */
  destination: string;
  /** Id of the fact. A destination gets one errand for one fact, even if the filing is repeated. */
  fact: string;
  /** What it is about: errands of one subject reach a destination one after the other. Without one it waits for none. */
  subject?: string;
  /** What its worker needs. */
  body: Readonly<Record<string, unknown>>;
}

// $1 ids, $2 kind, $3 destinations, $4 facts, $5 bodies, $6 subjects; in step. One that has to wait for an earlier one is
// looked at when that one is.
const INSERT = `
  INSERT INTO encargos AS e (id, oficio, destino, hecho, cuerpo, sujeto, disponible_en)
  SELECT n.id, $2, n.destino, n.hecho, n.cuerpo, n.sujeto,
    greatest(now(), (
      SELECT max(a.disponible_en) FROM encargos a
      WHERE a.oficio = $2 AND a.destino = n.destino AND a.sujeto = n.sujeto AND a.estado = 'pendiente'))
  FROM unnest($1::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::text[])
    WITH ORDINALITY AS n (id, destino, hecho, cuerpo, sujeto, numero)
  ORDER BY n.numero`;

const FILE = `${INSERT}
  ON CONFLICT (oficio, destino, hecho) DO NOTHING`;

// One that waits keeps its place.
const FILE_AGAIN = `${INSERT}
  ON CONFLICT (oficio, destino, hecho) DO UPDATE
  SET estado = 'pendiente', intentos = 0, disponible_en = now(), arriendo_hasta = NULL, terminado_en = NULL, error = NULL
  WHERE e.estado <> 'pendiente'`;

// $1 kind, $2 destination.
const HURRY = `
  UPDATE encargos SET disponible_en = now()
  WHERE oficio = $1 AND destino = $2 AND estado = 'pendiente' AND disponible_en > now()`;

const IS_OLD = `estado IN ('hecho', 'descartado') AND terminado_en <= now() - interval '7 days'`;

// $1 rows at most.
const DROP_DONE = `
  DELETE FROM encargos WHERE id IN (
    SELECT id FROM encargos WHERE ${IS_OLD} ORDER BY terminado_en LIMIT $1 FOR UPDATE SKIP LOCKED)`;

const valuesOf = (kind: string, errands: readonly NewErrand[]) => [
  errands.map(() => uuidV7()),
  kind,
  errands.map(({ destination }) => destination),
  errands.map(({ fact }) => fact),
  errands.map(({ body }) => JSON.stringify(body)),
  errands.map(({ subject }) => subject ?? null),
];

/** Files work that calls other systems. */
export const Errands = {
  /**
   * Files errands in the caller's transaction. If it commits, each is done at least once; if not, never.
   *
   * @param kind - Name of their worker, see `ErrandWorker`.
   */
  async file(db: Queryable, kind: string, errands: readonly NewErrand[]): Promise<void> {
    if (errands.length === 0) return;
    await db.query({ name: 'file-encargos', text: FILE, values: valuesOf(kind, errands) });
  },

  /** `file`, and what was done or given up already is done once more. */
  async fileAgain(db: Queryable, kind: string, errands: readonly NewErrand[]): Promise<void> {
    if (errands.length === 0) return;
    await db.query({ name: 'file-encargos-de-nuevo', text: FILE_AGAIN, values: valuesOf(kind, errands) });
  },

  /** Has everything tried at once that waits for a destination: it is back. */
  async hurry(db: Queryable, kind: string, destination: string): Promise<void> {
    await db.query(HURRY, [kind, destination]);
  },

  /**
   * Drops errands that were done a while ago. A fact that is read again after that is an errand again.
   *
   * @returns how many, at most `limit`.
   */
  async dropDone(db: Queryable, limit: number): Promise<number> {
    const { rowCount } = await db.query(DROP_DONE, [limit]);
    return rowCount ?? 0;
  },

  /** How many `dropDone` has still to drop. */
  async countDone(db: Queryable): Promise<number> {
    const { rows } = await db.query<{ count: number }>(`SELECT count(*) FROM encargos WHERE ${IS_OLD}`);
    return rows[0]?.count ?? 0;
  },
};
