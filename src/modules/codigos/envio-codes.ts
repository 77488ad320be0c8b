import type { Queryable } from '../../platform/database/pool.js';

/**
 * The table that says which envío has which code, to be named in the SQL of other modules: one small row for each envío there
 * ever was. Whoever changes an envío locks its row before anything else.
 */
export const ENVIO_CODES = 'codigos_envio';

/** SELECT of the `id`s of the envíos with the codes `$1`. */
export const SELECT_ENVIO_IDS = `SELECT envio_id AS id FROM ${ENVIO_CODES} WHERE codigo = ANY ($1)`;

const FIND_USED = `SELECT codigo FROM ${ENVIO_CODES} WHERE codigo = ANY ($1)`;

/** Of these codes those that an envío has, archived or not. */
export async function findUsedCodes(db: Queryable, codigos: readonly string[]): Promise<Set<string>> {
  if (codigos.length === 0) return new Set();
  const { rows } = await db.query<{ codigo: string }>(FIND_USED, [codigos]);
  return new Set(rows.map(({ codigo }) => codigo));
}
