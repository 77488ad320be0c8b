import type { Rol } from '../../../platform/access/actor.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Usuario } from './usuario.dto.js';

/** Columns of a person, for `toUsuario` and for letting him in. */
export const USUARIO_COLUMNS = `
  id, email, email_verificado, clave_hash, nombre, telefono, fecha_nacimiento, foto, idioma, zona, roles, cliente_id,
  comercio_id, transportista_id, repartidor_id, totp_activo_en, sello, version, bloqueado_en, borrado_en, creado_en`;

/** A person, as his row is read. */
export interface UsuarioRow {
  id: string;
  email: string | null;
  email_verificado: boolean;
  clave_hash: string | null;
  nombre: string;
  telefono: string | null;
  fecha_nacimiento: string | null;
  foto: string | null;
  idioma: string | null;
  zona: string | null;
  roles: Rol[];
  cliente_id: string | null;
  comercio_id: string | null;
  transportista_id: string | null;
  repartidor_id: string | null;
  totp_activo_en: string | null;
  sello: number;
  version: number;
  bloqueado_en: string | null;
  borrado_en: string | null;
  creado_en: string;
}

/** A person as the API answers him. */
export const toUsuario = (row: UsuarioRow): Usuario => ({
  id: row.id,
  email: row.email,
  nombre: row.nombre,
  telefono: row.telefono,
  fechaNacimiento: row.fecha_nacimiento,
  foto: row.foto,
  idioma: row.idioma,
  zona: row.zona,
  roles: row.roles,
  clienteId: row.cliente_id,
  comercioId: row.comercio_id,
  transportistaId: row.transportista_id,
  repartidorId: row.repartidor_id,
  emailVerificado: row.email_verificado,
  segundoFactor: row.totp_activo_en !== null,
  bloqueado: row.bloqueado_en !== null,
  creadoEn: row.creado_en,
  version: row.version,
});

/** An e-mail address as it is compared: two that differ in capitals are one. */
export const uniqueEmail = (email: string) => email.normalize('NFC').toLowerCase();

const BY_ID = `SELECT ${USUARIO_COLUMNS} FROM usuarios WHERE id = $1 AND borrado_en IS NULL`;
const BY_EMAIL = `SELECT ${USUARIO_COLUMNS} FROM usuarios WHERE email_unico = $1 AND borrado_en IS NULL`;

/**
 * The person with this id.
 *
 * @throws {DomainError} `recurso-desconocido`
 */
export async function readUsuario(db: Queryable, id: string): Promise<UsuarioRow> {
  const { rows } = await db.query<UsuarioRow>(BY_ID, [id]);
  if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'usuario', id });
  return rows[0];
}

/** `readUsuario`, and nobody else changes him until the transaction ends. */
export async function lockUsuario(db: Queryable, id: string): Promise<UsuarioRow> {
  const { rows } = await db.query<UsuarioRow>(`${BY_ID} FOR NO KEY UPDATE`, [id]);
  if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'usuario', id });
  return rows[0];
}

/** The person with this address, if there is one. */
export async function findByEmail(db: Queryable, email: string): Promise<UsuarioRow | undefined> {
  const { rows } = await db.query<UsuarioRow>(BY_EMAIL, [uniqueEmail(email)]);
  return rows[0];
}
