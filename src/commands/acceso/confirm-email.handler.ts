import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { useFicha } from '../../modules/acceso/correo/fichas.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { Revocations } from '../../modules/acceso/sesiones/revocations.js';
import { EmailProof } from '../../modules/acceso/usuarios/email-proof.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { ConfirmEmailCommand } from './confirm-email.command.js';

@CommandHandler(ConfirmEmailCommand)
export class ConfirmEmailHandler implements ICommandHandler<ConfirmEmailCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly proof: EmailProof,
    private readonly revocations: Revocations,
  ) {}

  /** @throws {DomainError} `ficha-vencida`, `demasiados-intentos` */
  async execute({ token, context }: ConfirmEmailCommand): Promise<void> {
    await this.throttle.enter(context.ip);
    await inTransaction(this.pool, async (db) => {
      const id = await useFicha(db, token, 'confirmacion');
      await this.proof.prove(db, id);
      await Auditoria.add(db, context, {
        accion: 'usuario.correo-confirmado',
        objeto: { tipo: 'usuario', id },
      });
    });
    await this.revocations.tell();
  }
}
