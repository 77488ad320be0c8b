import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';

/** Two who take the role from each other at the same time wait for one another. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('administradores', 0))`;

const ANY = `
  SELECT FROM usuarios
  WHERE roles @> '{administrador}' AND bloqueado_en IS NULL AND borrado_en IS NULL LIMIT 1`;

/**
 * Somebody must be left who gives roles. Call it after an administrator was changed, in that transaction.
 *
 * @throws {DomainError} `ultimo-administrador`
 */
export async function assertOneAdministrator(db: Queryable): Promise<void> {
  await db.query(LOCK);
  const { rowCount } = await db.query(ANY);
  if (!rowCount) throw new DomainError('ultimo-administrador');
}
