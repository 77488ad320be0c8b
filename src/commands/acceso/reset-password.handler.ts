import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { findFicha, useFicha } from '../../modules/acceso/correo/fichas.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { EmailProof } from '../../modules/acceso/usuarios/email-proof.js';
import { assertFit, Passwords } from '../../modules/acceso/usuarios/passwords.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { ResetPasswordCommand } from './reset-password.command.js';

const UPDATE = 'UPDATE usuarios SET clave_hash = $2, sello = sello + 1 WHERE id = $1 RETURNING sello';

@CommandHandler(ResetPasswordCommand)
export class ResetPasswordHandler implements ICommandHandler<ResetPasswordCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly passwords: Passwords,
    private readonly sessions: SessionBook,
    private readonly proof: EmailProof,
    private readonly revocations: Revocations,
  ) {}

  /** @throws {DomainError} `ficha-vencida`, `validacion`, `demasiados-intentos` */
  async execute({ input: { token, clave }, context }: ResetPasswordCommand): Promise<void> {
    await this.throttle.enter(context.ip);
    assertFit(clave);
    // Looked at first: to hash for anybody would cost too much.
    await findFicha(this.pool, token, 'recuperacion');
    const hash = await this.passwords.hash(clave);
    await inTransaction(this.pool, async (db) => {
      const id = await useFicha(db, token, 'recuperacion');
      // Who got the mail has shown that the address is his.
      await this.proof.prove(db, id);
      const { rows } = await db.query<{ sello: number }>(UPDATE, [id, hash]);
      await this.sessions.end(db, id, 'cambio-de-clave');
      await Revocations.add(db, 'usuario', [id], rows[0]?.sello);
      await Auditoria.add(db, context, {
        accion: 'usuario.clave-recuperada',
        objeto: { tipo: 'usuario', id },
      });
    });
    await this.revocations.tell();
  }
}
