import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { isPending } from '../../platform/access/actor.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { EndSesionCommand } from './end-sesion.command.js';

const FIND = 'SELECT usuario_id FROM sesiones WHERE id = $1';

@CommandHandler(EndSesionCommand)
export class EndSesionHandler implements ICommandHandler<EndSesionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly sessions: SessionBook,
    private readonly revocations: Revocations,
  ) {}

  // Safe to repeat.
  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ context, id = context.actor.sesionId }: EndSesionCommand): Promise<void> {
    const { actor } = context;
    await inTransaction(this.pool, async (db) => {
      const { rows } = await db.query<{ usuario_id: string }>(FIND, [id ?? null]);
      const owner = rows[0]?.usuario_id;
      // Who still owes his second factor ends the session in which he does.
      const own =
        actor.tipo === 'usuario' && actor.id === owner && (!isPending(actor) || id === actor.sesionId);
      if (!id || !owner || !(own || actor.roles.includes('administrador')))
        throw new DomainError('recurso-desconocido', { recurso: 'sesión', id: id ?? 'actual' });
      const ended = await this.sessions.end(db, owner, own ? 'salida' : 'ajena', { only: id });
      if (ended.length === 0) return;
      const objeto = { tipo: 'sesion', id };
      await Auditoria.add(db, context, { accion: 'sesion.terminada', objeto });
    });
    await this.revocations.tell();
  }
}
