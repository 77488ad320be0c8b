import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import type { SesionAbierta } from '../../modules/acceso/sesiones/sesion.dto.js';
import { type FoundSession, SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { isToken } from '../../modules/acceso/sesiones/secret-token.js';
import { readUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { RefreshSesionCommand } from './refresh-sesion.command.js';

@CommandHandler(RefreshSesionCommand)
export class RefreshSesionHandler implements ICommandHandler<RefreshSesionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly sessions: SessionBook,
    private readonly revocations: Revocations,
    private readonly throttle: LoginThrottle,
  ) {}

  /** @throws {DomainError} `demasiados-intentos`, `credencial-invalida`; for a token that comes a second time its session ends */
  async execute({ refresco, context }: RefreshSesionCommand): Promise<SesionAbierta> {
    if (!isToken(refresco)) throw new DomainError('credencial-invalida');
    await this.throttle.goOn(context.ip);
    // Before the token is used up: without a key that signs there is no answer.
    await this.sessions.ready();
    const done = await inTransaction(this.pool, async (db) => {
      const session = await this.sessions.use(db, refresco);
      if (!session?.open) return undefined;
      // Returned, not thrown: that the session ended has to be committed.
      if (session.reused) return this.endFamily(db, session, context);
      const opened = await this.sessions.goOn(db, session);
      return { usuario: await readUsuario(db, session.usuario_id), opened };
    });
    if (done === 'reused') await this.revocations.tell();
    if (!done || done === 'reused') throw new DomainError('credencial-invalida');
    // After the commit: to sign may take another connection.
    return this.sessions.answer(done.usuario, done.opened);
  }

  /** Whoever has the token besides its owner is not known: nobody goes on. */
  private async endFamily(
    db: Queryable,
    { id, usuario_id }: FoundSession,
    context: RequestContext,
  ): Promise<'reused'> {
    await this.sessions.end(db, usuario_id, 'reuso', { only: id });
    const objeto = { tipo: 'sesion', id };
    await Auditoria.add(db, context, {
      accion: 'sesion.refresco-repetido',
      objeto,
      despues: { usuarioId: usuario_id },
    });
    return 'reused';
  }
}
