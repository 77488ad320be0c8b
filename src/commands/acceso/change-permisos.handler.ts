import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CLAVE_COLUMNS, type ClaveRow, toClave } from '../../modules/acceso/claves/clave-row.js';
import { mayGrant } from '../../modules/acceso/domain/key-grant.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { assertOneAdministrator } from '../../modules/acceso/usuarios/last-administrator.js';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import {
  lockUsuario,
  toUsuario,
  USUARIO_COLUMNS,
  type UsuarioRow,
} from '../../modules/acceso/usuarios/usuario-row.js';
import { refuseUnknownOwner } from '../../modules/acceso/unknown-owner.js';
import { Auditoria, difference } from '../../platform/access/auditoria.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangePermisosCommand } from './change-permisos.command.js';

const LOCK_KEYS = `
  SELECT ${CLAVE_COLUMNS} FROM claves c WHERE c.usuario_id = $1 AND c.revocada_en IS NULL ORDER BY c.id FOR NO KEY UPDATE`;

const REVOKE_KEYS = 'UPDATE claves SET revocada_en = now() WHERE id = ANY ($1)';

const UPDATE = `
  UPDATE usuarios SET roles = $2, cliente_id = $3, comercio_id = $4, transportista_id = $5, repartidor_id = $6,
    sello = sello + 1, version = version + 1
  WHERE id = $1
  RETURNING ${USUARIO_COLUMNS}`;

@CommandHandler(ChangePermisosCommand)
export class ChangePermisosHandler implements ICommandHandler<ChangePermisosCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly revocations: Revocations,
  ) {}

  // Safe to repeat: what changes nothing is no new version, and makes no token worthless.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta`, `ultimo-administrador` */
  async execute({ id, change, context, ifMatch }: ChangePermisosCommand): Promise<Usuario> {
    const usuario = await inTransaction(this.pool, async (db) => {
      const row = await lockUsuario(db, id);
      assertMatches(ifMatch, row.version);
      const before = toUsuario(row);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const after = { ...before, ...given };
      const { antes, despues } = difference(before, after, []);
      if (Object.keys(despues).length === 0) return before;
      const { roles, clienteId, comercioId, transportistaId, repartidorId } = after;
      const values = [id, [...new Set(roles)], clienteId, comercioId, transportistaId, repartidorId];
      const changed = await db.query<UsuarioRow>(UPDATE, values).catch(refuseUnknownOwner);
      if (row.roles.includes('administrador')) await assertOneAdministrator(db);
      const { sello } = changed.rows[0] as UsuarioRow;
      await Revocations.add(db, 'usuario', [id], sello);
      await revokeKeys(db, after);
      const objeto = { tipo: 'usuario', id };
      await Auditoria.add(db, context, { accion: 'usuario.permisos-cambiados', objeto, antes, despues });
      return toUsuario(changed.rows[0] as UsuarioRow);
    });
    await this.revocations.tell();
    return usuario;
  }
}

/** Keys of a person that he could not make any more open nothing from now on. */
async function revokeKeys(db: Queryable, usuario: Usuario): Promise<void> {
  const { rows } = await db.query<ClaveRow>(LOCK_KEYS, [usuario.id]);
  const ids = rows.filter((row) => !mayGrant(usuario, toClave(row))).map((row) => row.id);
  await db.query(REVOKE_KEYS, [ids]);
  await Revocations.add(db, 'clave', ids);
}
