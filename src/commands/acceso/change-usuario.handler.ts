import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import {
  lockUsuario,
  toUsuario,
  USUARIO_COLUMNS,
  type UsuarioRow,
} from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria, difference } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeUsuarioCommand } from './change-usuario.command.js';

const UPDATE = `
  UPDATE usuarios SET nombre = $2, telefono = $3, fecha_nacimiento = $4, foto = $5, idioma = $6, zona = $7,
    version = version + 1
  WHERE id = $1
  RETURNING ${USUARIO_COLUMNS}`;

const PERSONAL = ['nombre', 'telefono', 'fechaNacimiento', 'foto'] as const;

@CommandHandler(ChangeUsuarioCommand)
export class ChangeUsuarioHandler implements ICommandHandler<ChangeUsuarioCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta` */
  execute({ change, context, ifMatch }: ChangeUsuarioCommand): Promise<Usuario> {
    return inTransaction(this.pool, async (db) => {
      const row = await lockUsuario(db, ownId(context));
      assertMatches(ifMatch, row.version);
      const before = toUsuario(row);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const after = { ...before, ...given };
      const { antes, despues } = difference(before, after, PERSONAL);
      if (Object.keys(despues).length === 0) return before;
      const { nombre, telefono, fechaNacimiento, foto, idioma, zona } = after;
      const values = [row.id, nombre, telefono, fechaNacimiento, foto, idioma, zona];
      const [changed] = (await db.query<UsuarioRow>(UPDATE, values)).rows as [UsuarioRow];
      const objeto = { tipo: 'usuario', id: row.id };
      await Auditoria.add(db, context, { accion: 'usuario.cambiado', objeto, antes, despues });
      return toUsuario(changed);
    });
  }
}
