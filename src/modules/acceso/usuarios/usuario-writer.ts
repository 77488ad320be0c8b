import { Injectable } from '@nestjs/common';
import type { Rol } from '../../../platform/access/actor.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { uniqueEmail, USUARIO_COLUMNS, type UsuarioRow } from './usuario-row.js';

/** A person who is to be. */
export interface NewUsuario {
  /** Null where an outside issuer did not tell it. */
  email: string | null;
  nombre: string;
  /** Of his password; null where an outside issuer lets him in. */
  hash: string | null;
  /** Whether it is known that the address is his. */
  verified: boolean;
  telefono?: string | null;
  fechaNacimiento?: string | null;
  foto?: string | null;
  idioma?: string | null;
  zona?: string | null;
}

// $1 id, $2 name, $3 e-mail.
const ADD_CLIENTE = 'INSERT INTO clientes (id, nombre, email) VALUES ($1, $2, $3)';

const ADD = `
  INSERT INTO usuarios (id, email, email_unico, email_verificado, clave_hash, nombre, telefono, fecha_nacimiento, foto,
    idioma, zona, roles, cliente_id, cliente_propio_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
  ON CONFLICT (email_unico) DO NOTHING
  RETURNING ${USUARIO_COLUMNS}`;

/** Adds people. Its methods run in a transaction of the caller's. */
@Injectable()
export class UsuarioWriter {
  /**
   * A person who buys and sends, with a cliente of his own: nobody joins one that was there before by registering.
   *
   * @throws {DomainError} `email-en-uso`
   */
  async addCliente(db: Queryable, given: NewUsuario): Promise<UsuarioRow> {
    const clienteId = uuidV7();
    await db.query(ADD_CLIENTE, [clienteId, given.nombre, given.email]);
    return this.add(db, given, ['cliente'], clienteId);
  }

  /** @throws {DomainError} `email-en-uso` */
  async add(
    db: Queryable,
    given: NewUsuario,
    roles: readonly Rol[],
    clienteId: string | null = null,
  ): Promise<UsuarioRow> {
    const { rows } = await db.query<UsuarioRow>(ADD, [
      uuidV7(),
      given.email,
      given.email === null ? null : uniqueEmail(given.email),
      given.verified,
      given.hash,
      given.nombre,
      given.telefono ?? null,
      given.fechaNacimiento ?? null,
      given.foto ?? null,
      given.idioma ?? null,
      given.zona ?? null,
      roles,
      clienteId,
    ]);
    if (!rows[0]) throw new DomainError('email-en-uso');
    return rows[0];
  }
}
