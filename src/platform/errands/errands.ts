import type { Queryable } from '../database/pool.js';
import { uuidV7 } from '../database/uuid-v7.js';

/** Work that calls another system because of a fact. */
export interface NewErrand {
  /** Where it goes: the id of a webhook, a provider. Errands of one destination do not hold up those of another. */
  destination: string;
  /** Id of the fact. A destination gets one errand for one fact, even if the filing is repeated. */
  fact: string;
  /** What its worker needs. */
  body: Readonly<Record<string, unknown>>;
}

// $1 ids, $2 kind, $3 destinations, $4 facts, $5 bodies; in step.
const FILE = `
  INSERT INTO encargos (id, oficio, destino, hecho, cuerpo)
  SELECT e.id, $2, e.destino, e.hecho, e.cuerpo
  FROM unnest($1::uuid[], $3::text[], $4::text[], $5::jsonb[]) AS e (id, destino, hecho, cuerpo)
  ON CONFLICT (oficio, destino, hecho) DO NOTHING`;

/** Files work that calls other systems. */
export const Errands = {
  /**
   * Files errands in the caller's transaction. If it commits, each is done at least once; if not, never.
   *
   * @param kind - Name of their worker, see `ErrandWorker`.
   */
  async file(db: Queryable, kind: string, errands: readonly NewErrand[]): Promise<void> {
    if (errands.length === 0) return;
    await db.query({
      name: 'file-encargos',
      text: FILE,
      values: [
        errands.map(() => uuidV7()),
        kind,
        errands.map(({ destination }) => destination),
        errands.map(({ fact }) => fact),
        errands.map(({ body }) => JSON.stringify(body)),
      ],
    });
  },
};
