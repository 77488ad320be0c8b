import type pg from 'pg';
import { literal } from '../database/literal.js';

/**
 * Sets the time zone whose days are the days of the figures. What is built of it notices when the read models are brought
 * up to date.
 *
 * @param zone - IANA name, `America/Lima`.
 */
export async function setTimeZone(pool: pg.Pool, zone: string): Promise<void> {
  const { rows } = await pool.query<{ zone: string }>('SELECT zona_horaria() AS zone');
  if (rows[0]?.zone === zone) return;
  await pool.query(
    `CREATE OR REPLACE FUNCTION zona_horaria() RETURNS text
     LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ${literal(zone)}::text`,
  );
}
