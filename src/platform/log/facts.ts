import type { Queryable } from '../database/pool.js';
import { uuidV7 } from '../database/uuid-v7.js';
import { explain } from '../validation/explain.js';
import type { Owners } from './fact.js';
import type { FactType } from './fact-types.js';

/** What happened, as a command says it. */
export interface NewFact<Data extends object> {
  /** Id of what it happened to. */
  subject: string;
  owners: Owners;
  data: Data;
}

// $1 id, $2 subject, $3 type, $4 data, $5 kind of subject, $6 owners.
const INSERT_INTO_LOG = `
  INSERT INTO bitacora (hecho_id, sujeto_id, tipo, datos, sujeto_tipo, duenos) VALUES ($1, $2, $3, $4, $5, $6)`;

// Both rows in one statement: neither is without the other.
const insertInto = (table: string | undefined) =>
  table === undefined
    ? INSERT_INTO_LOG
    : `
  WITH propio AS (
    INSERT INTO ${table} (id, sujeto_id, tipo, ocurrido_en, datos) VALUES ($1, $2, $3, clock_timestamp(), $4)
  )${INSERT_INTO_LOG}`;

/** Writes facts. */
export const Facts = {
  /**
   * Writes a fact into the story of its aggregate and into the log, in the caller's transaction. The caller must hold the lock
   * of the subject, so that the later of two facts of one subject gets the later place.
   *
   * @returns its id, a UUIDv7.
   * @throws an ordinary error when its data does not meet its own declaration: that is a mistake of the program.
   */
  async add<Data extends object>(db: Queryable, type: FactType<Data>, fact: NewFact<Data>): Promise<string> {
    const faults = explain(type.Data, fact.data);
    if (faults.length > 0) throw new Error(`fact ${type.type} is malformed: ${JSON.stringify(faults)}`);
    const id = uuidV7();
    await db.query({
      name: `hecho-${type.table ?? 'sin-tabla'}`,
      text: insertInto(type.table),
      values: [
        id,
        fact.subject,
        type.type,
        JSON.stringify(fact.data),
        type.subject,
        JSON.stringify(fact.owners),
      ],
    });
    return id;
  },
};
