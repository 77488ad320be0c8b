import type { Queryable } from '../database/pool.js';
import { DomainError } from '../errors/domain-error.js';
import type { IdempotencyKey } from './idempotency-key.js';

/** Runs SQL inside a transaction that is open: of pg or of Prisma. */
export interface OpenTransaction {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

const LOCK = 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held';

const KEPT = '24 hours';

const FIND = `
  SELECT huella, respuesta FROM claves_idempotencia
  WHERE ambito = $1 AND clave = $2 AND creada_en > now() - interval '${KEPT}'`;

// $1: rows at most.
const DROP_EXPIRED = `
  DELETE FROM claves_idempotencia WHERE (ambito, clave) IN (
    SELECT ambito, clave FROM claves_idempotencia
    WHERE creada_en <= now() - interval '${KEPT}'
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  )`;

const STORE = `
  INSERT INTO claves_idempotencia (ambito, clave, huella, respuesta) VALUES ($1, $2, $3, $4::jsonb)
  ON CONFLICT (ambito, clave) DO UPDATE
    SET huella = EXCLUDED.huella, respuesta = EXCLUDED.respuesta, creada_en = EXCLUDED.creada_en`;

/**
 * Does `work` once for a key, and answers every repeat with the first result. The key is stored by the transaction
 * that does the work: a crash leaves both or neither.
 *
 * @param key - Undefined: nothing to remember, `work` simply runs.
 * @throws {DomainError} `clave-idempotencia-en-curso` while the first is running, `clave-idempotencia-reutilizada` for
 *   another body.
 */
export async function once<T>(
  db: OpenTransaction,
  key: IdempotencyKey | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!key) return work();
  const [lock] = (await db.query(LOCK, [`${key.scope} ${key.key}`])).rows as { held: boolean }[];
  if (!lock?.held) throw new DomainError('clave-idempotencia-en-curso');
  const [stored] = (await db.query(FIND, [key.scope, key.key])).rows as { huella: string; respuesta: T }[];
  if (stored && stored.huella !== key.fingerprint) throw new DomainError('clave-idempotencia-reutilizada');
  if (stored) return stored.respuesta;
  const result = await work();
  await db.query(STORE, [key.scope, key.key, key.fingerprint, JSON.stringify(result)]);
  return result;
}

/** Stands in the store for an answer that holds a secret. */
const SECRET = { secreto: true };

/**
 * `once` for an answer that holds a secret: it is given once and stored nowhere.
 *
 * @throws {DomainError} `secreto-ya-entregado` for a repeat, and whatever `once` throws
 */
export async function onceWithSecret<T extends object>(
  db: OpenTransaction,
  key: IdempotencyKey | undefined,
  work: () => Promise<T>,
): Promise<T> {
  let given: T | undefined;
  await once(db, key, async () => {
    given = await work();
    return SECRET;
  });
  if (!given) throw new DomainError('secreto-ya-entregado');
  return given;
}

/**
 * Drops keys that no longer count.
 *
 * @returns how many, at most `limit`.
 */
export async function dropExpiredKeys(db: Queryable, limit: number): Promise<number> {
  const { rowCount } = await db.query(DROP_EXPIRED, [limit]);
  return rowCount ?? 0;
}

/** How many keys there are that no longer count. */
export async function countExpiredKeys(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM claves_idempotencia WHERE creada_en <= now() - interval '${KEPT}'`,
  );
  return rows[0]?.count ?? 0;
}
