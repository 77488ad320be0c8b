import type { Queryable } from '../database/pool.js';
import { uuidV7 } from '../database/uuid-v7.js';
import { wordsOf } from '../errors/words-of.js';
import type { Fact } from '../log/fact.js';

const INSERT = `
  INSERT INTO lector_apartados (id, lector, hecho, error, intentos) VALUES ($1, $2, $3, $4, $5)`;

// $1 reader. One at a time, so that one that fails again does not delay the others.
const TAKE = `
  SELECT id, hecho FROM lector_apartados WHERE lector = $1 AND estado = 'por_repetir'
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;

const DONE = `UPDATE lector_apartados SET estado = 'repetido', resuelto_en = now() WHERE id = $1`;

const FAILED = `
  UPDATE lector_apartados SET estado = 'apartado', error = $2, intentos = intentos + 1 WHERE id = $1`;

/** Sets aside a fact that a reader could not handle. An operator sees it, and repeats or drops it. */
export async function setAside(
  db: Queryable,
  reader: string,
  fact: Fact,
  error: unknown,
  tries: number,
): Promise<void> {
  await db.query(INSERT, [uuidV7(), reader, JSON.stringify(fact), wordsOf(error), tries]);
}

/** A fact that an operator wants to be tried again. */
export interface AsideFact {
  id: string;
  hecho: Fact;
}

/** Takes the next fact that is to be tried again, and holds it until the transaction ends. */
export async function takeAside(db: Queryable, reader: string): Promise<AsideFact | undefined> {
  return (await db.query<AsideFact>(TAKE, [reader])).rows[0];
}

/** Records the result of the retry. */
export async function closeAside(db: Queryable, id: string, error?: unknown): Promise<void> {
  await (error === undefined ? db.query(DONE, [id]) : db.query(FAILED, [id, wordsOf(error)]));
}
