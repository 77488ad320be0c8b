import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { assertFit, Passwords } from '../../modules/acceso/usuarios/passwords.js';
import { lockUsuario, readUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ChangePasswordCommand } from './change-password.command.js';

const UPDATE = 'UPDATE usuarios SET clave_hash = $2 WHERE id = $1';

@CommandHandler(ChangePasswordCommand)
export class ChangePasswordHandler implements ICommandHandler<ChangePasswordCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly passwords: Passwords,
    private readonly sessions: SessionBook,
    private readonly revocations: Revocations,
  ) {}

  /** @throws {DomainError} `inicio-invalido` for another password than the one of now, `validacion`, `demasiados-intentos` */
  async execute({ input: { actual, clave }, context }: ChangePasswordCommand): Promise<void> {
    const id = ownId(context);
    assertFit(clave);
    const { email, clave_hash: known } = await readUsuario(this.pool, id);
    const who = email ?? id;
    const right = await this.throttle.attempt(who, context.ip, () => this.passwords.verify(known, actual));
    if (!right) throw new DomainError('inicio-invalido');
    await this.throttle.succeeded(who, context.ip);
    const hash = await this.passwords.hash(clave);
    await inTransaction(this.pool, async (db) => {
      const row = await lockUsuario(db, id);
      // Somebody else changed it while this was being looked at.
      if (row.clave_hash !== known) throw new DomainError('inicio-invalido');
      await db.query(UPDATE, [id, hash]);
      await this.sessions.end(db, id, 'cambio-de-clave', { except: context.actor.sesionId ?? null });
      await Auditoria.add(db, context, { accion: 'usuario.clave-cambiada', objeto: { tipo: 'usuario', id } });
    });
    await this.revocations.tell();
  }
}
