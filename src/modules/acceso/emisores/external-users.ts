import { Injectable } from '@nestjs/common';
import { Auditoria } from '../../../platform/access/auditoria.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EmailProof } from '../usuarios/email-proof.js';
import { findByEmail, lockUsuario, USUARIO_COLUMNS, type UsuarioRow } from '../usuarios/usuario-row.js';
import { UsuarioWriter } from '../usuarios/usuario-writer.js';
import type { Identity } from './emisor.js';

// Two returns of one person wait for each other.
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('identidad ' || $1 || ' ' || $2, 0))`;

const FIND = `
  UPDATE identidades SET usada_en = now() WHERE emisor = $1 AND sujeto = $2 RETURNING usuario_id AS id`;

const ADD = 'INSERT INTO identidades (emisor, sujeto, usuario_id) VALUES ($1, $2, $3)';

// Of whoever registered with the address before.
const DROP_PASSWORD = `UPDATE usuarios SET clave_hash = NULL WHERE id = $1 RETURNING ${USUARIO_COLUMNS}`;

/** The people of our house behind the identities that outside issuers vouch for. Runs in a transaction of the caller's. */
@Injectable()
export class ExternalUsers {
  constructor(
    private readonly usuarios: UsuarioWriter,
    private readonly proof: EmailProof,
  ) {}

  /**
   * The person of an identity: the one of the last time, the one with the address that its issuer calls verified, or a new one
   * as registering makes. Call `Revocations.tell` after the commit.
   *
   * @throws {DomainError} `identidad-no-unida` when the address is somebody's here and its issuer does not call it verified
   */
  async find(db: Queryable, identity: Identity, context: RequestContext): Promise<UsuarioRow> {
    const { emisor, sujeto, email } = identity;
    await db.query(LOCK, [emisor, sujeto]);
    const { rows } = await db.query<{ id: string }>(FIND, [emisor, sujeto]);
    if (rows[0]) return lockUsuario(db, rows[0].id);
    const owner = email === null ? undefined : await findByEmail(db, email);
    const usuario = owner
      ? await this.join(db, owner, identity, context)
      : await this.register(db, identity, context);
    await db.query(ADD, [emisor, sujeto, usuario.id]);
    return usuario;
  }

  private async register(db: Queryable, identity: Identity, context: RequestContext): Promise<UsuarioRow> {
    const { email, verified, nombre } = identity;
    const given = { email, nombre: nombre ?? email ?? 'Sin nombre', hash: null, verified };
    const usuario = await this.usuarios.addCliente(db, given);
    const despues = { roles: usuario.roles, emisor: identity.emisor };
    const objeto = { tipo: 'usuario', id: usuario.id };
    await Auditoria.add(db, context, { accion: 'usuario.registrado', objeto, despues });
    return usuario;
  }

  private async join(
    db: Queryable,
    found: UsuarioRow,
    { emisor, verified }: Identity,
    context: RequestContext,
  ): Promise<UsuarioRow> {
    if (!verified) throw new DomainError('identidad-no-unida');
    const owner = await lockUsuario(db, found.id);
    const usuario = owner.email_verificado ? owner : await this.takeOver(db, owner);
    const objeto = { tipo: 'usuario', id: usuario.id };
    const despues = { emisor, emailVerificado: owner.email_verificado };
    await Auditoria.add(db, context, { accion: 'usuario.identidad-unida', objeto, despues });
    return usuario;
  }

  /** The account is of whoever has shown that the address is his. */
  private async takeOver(db: Queryable, { id }: UsuarioRow): Promise<UsuarioRow> {
    await this.proof.prove(db, id);
    const { rows } = await db.query<UsuarioRow>(DROP_PASSWORD, [id]);
    return rows[0] as UsuarioRow;
  }
}
