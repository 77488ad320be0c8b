import { randomUUID } from 'node:crypto';
import { SECRET_LENGTH, writeKey } from '../../src/modules/acceso/domain/api-key.js';
import { fingerprintOf } from '../../src/modules/acceso/sesiones/secret-token.js';

/** Where SQL goes: a pool or a client of `pg`. */
interface Database {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

const ID = '01900000-0000-7000-8000-00000000c1a5';
const SECRET = 'pruebas'.padEnd(SECRET_LENGTH, '0');
const CHECK = Buffer.alloc(32, 'pruebas');

/** A key for everything in a database that was made to be thrown away, and where `plantHouseKey` has put it. */
export const HOUSE_KEY = writeKey(ID, SECRET, CHECK);

/** How rows say that it did something. */
export const HOUSE_NAME = `clave:${ID}`;

/** The header of a request with it. */
export const HOUSE_HEADERS = { authorization: `Bearer ${HOUSE_KEY}` };

const PLANT = [
  // Keys of an instance are known by a secret of its own, which no key of these comes from.
  [`UPDATE secretos SET valor = $1 WHERE nombre = 'claves'`, [CHECK]],
  [
    `INSERT INTO claves (id, nombre, rol, creada_por) VALUES ($1, 'pruebas', 'administrador', 'sistema') ON CONFLICT DO NOTHING`,
    [ID],
  ],
  [
    `INSERT INTO clave_secretos (id, clave_id, huella)
     SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM clave_secretos WHERE clave_id = $2)`,
    [randomUUID(), ID, fingerprintOf(SECRET)],
  ],
] as const;

/** Puts it into a database of a test, a measurement or a run of faults, before anything runs on it. */
export async function plantHouseKey(database: Database): Promise<void> {
  for (const [sql, values] of PLANT) await database.query(sql, [...values]);
}
