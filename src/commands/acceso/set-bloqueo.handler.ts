import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { assertOneAdministrator } from '../../modules/acceso/usuarios/last-administrator.js';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import {
  lockUsuario,
  toUsuario,
  USUARIO_COLUMNS,
  type UsuarioRow,
} from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { SetBloqueoCommand } from './set-bloqueo.command.js';

// $1 id, $2 whether he is shut out.
const UPDATE = `
  UPDATE usuarios SET bloqueado_en = CASE WHEN $2 THEN now() END, sello = sello + 1, version = version + 1
  WHERE id = $1
  RETURNING ${USUARIO_COLUMNS}`;

// Those that he made for himself: while he is shut out they open nothing.
const KEYS = 'SELECT id FROM claves WHERE usuario_id = $1 AND revocada_en IS NULL';

@CommandHandler(SetBloqueoCommand)
export class SetBloqueoHandler implements ICommandHandler<SetBloqueoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly sessions: SessionBook,
    private readonly revocations: Revocations,
  ) {}

  // Safe to repeat.
  /** @throws {DomainError} `recurso-desconocido`, `ultimo-administrador` */
  async execute({ id, bloqueado, context }: SetBloqueoCommand): Promise<Usuario> {
    const usuario = await inTransaction(this.pool, async (db) => {
      const row = await lockUsuario(db, id);
      if ((row.bloqueado_en !== null) === bloqueado) return toUsuario(row);
      const [changed] = (await db.query<UsuarioRow>(UPDATE, [id, bloqueado])).rows as [UsuarioRow];
      if (bloqueado && row.roles.includes('administrador')) await assertOneAdministrator(db);
      await this.sessions.end(db, id, 'bloqueo');
      await Revocations.add(db, 'usuario', [id], changed.sello);
      const keys = bloqueado ? (await db.query<{ id: string }>(KEYS, [id])).rows : [];
      await Revocations.add(
        db,
        'clave',
        keys.map((key) => key.id),
      );
      const accion = bloqueado ? 'usuario.bloqueado' : 'usuario.desbloqueado';
      await Auditoria.add(db, context, { accion, objeto: { tipo: 'usuario', id } });
      return toUsuario(changed);
    });
    await this.revocations.tell();
    return usuario;
  }
}
