import type { Queryable } from '../database/pool.js';

const SELECT = 'SELECT valor FROM secretos WHERE nombre = $1';

/** What is secret of an installation, and the same for all its processes. The migrations made each once. */
export type HouseKey = 'cursores' | 'claves' | 'datos' | 'instalacion';

/** @throws {Error} when it is missing */
export async function readHouseKey(db: Queryable, name: HouseKey): Promise<Buffer> {
  const { rows } = await db.query<{ valor: Buffer }>(SELECT, [name]);
  if (!rows[0]) throw new Error(`«${name}» is missing in the table secretos`);
  return rows[0].valor;
}
