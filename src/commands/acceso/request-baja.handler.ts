import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { toBaja } from '../../modules/acceso/personas/tramite-answers.js';
import { TramiteBook } from '../../modules/acceso/personas/tramite-book.js';
import type { Baja } from '../../modules/acceso/personas/tramite.dto.js';
import { TramiteStarter } from '../../modules/acceso/personas/tramite-starter.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { newToken } from '../../modules/acceso/sesiones/secret-token.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { assertOneAdministrator } from '../../modules/acceso/usuarios/last-administrator.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { lockUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { RequestBajaCommand } from './request-baja.command.js';

const LEAVE = `
  UPDATE usuarios SET borrado_en = now(), sello = sello + 1, version = version + 1 WHERE id = $1 RETURNING sello`;

// His own, and those of the cliente that he is alone.
const REVOKE_KEYS = `
  UPDATE claves k SET revocada_en = now()
  FROM usuarios u
  WHERE u.id = $1 AND k.revocada_en IS NULL AND (k.usuario_id = u.id OR k.cliente_id = u.cliente_propio_id AND NOT EXISTS (
    SELECT FROM usuarios o WHERE o.cliente_id = u.cliente_propio_id AND o.id <> u.id AND o.borrado_en IS NULL))
  RETURNING k.id`;

@CommandHandler(RequestBajaCommand)
export class RequestBajaHandler implements ICommandHandler<RequestBajaCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly sessions: SessionBook,
    private readonly revocations: Revocations,
    private readonly book: TramiteBook,
    private readonly starter: TramiteStarter,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `segundo-factor`, `ultimo-administrador` */
  async execute({ context }: RequestBajaCommand): Promise<Baja> {
    const id = ownId(context);
    const { token, huella } = newToken();
    const tramite = await inTransaction(this.pool, async (db) => {
      const usuario = await lockUsuario(db, id);
      const { rows } = await db.query<{ sello: number }>(LEAVE, [id]);
      if (usuario.roles.includes('administrador')) await assertOneAdministrator(db);
      await this.sessions.end(db, id, 'borrado');
      await Revocations.add(db, 'usuario', [id], rows[0]?.sello);
      const keys = await db.query<{ id: string }>(REVOKE_KEYS, [id]);
      await Revocations.add(
        db,
        'clave',
        keys.rows.map((key) => key.id),
      );
      await Auditoria.add(db, context, { accion: 'usuario.baja-pedida', objeto: { tipo: 'usuario', id } });
      return this.book.add(db, 'baja', id, huella);
    });
    await this.revocations.tell();
    this.starter.start();
    return { ...toBaja(tramite, context.language), token };
  }
}
