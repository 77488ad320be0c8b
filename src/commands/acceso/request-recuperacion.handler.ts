import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Letters } from '../../modules/acceso/correo/letters.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { findByEmail } from '../../modules/acceso/usuarios/usuario-row.js';
import { POOL } from '../../platform/database/tokens.js';
import { Afterwards } from '../../platform/lifecycle/afterwards.js';
import { RequestRecuperacionCommand } from './request-recuperacion.command.js';

@CommandHandler(RequestRecuperacionCommand)
export class RequestRecuperacionHandler implements ICommandHandler<RequestRecuperacionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly letters: Letters,
    private readonly afterwards: Afterwards,
  ) {}

  // Answered before it is done: neither the answer nor its time tells whether there is anybody.
  /** @throws {DomainError} `demasiados-intentos` */
  async execute({ email, context }: RequestRecuperacionCommand): Promise<void> {
    await this.throttle.enter(context.ip);
    this.afterwards.run('correo de recuperación', async () => {
      const usuario = await findByEmail(this.pool, email);
      if (!usuario || usuario.bloqueado_en || !(await this.throttle.mayMail(email))) return;
      await this.letters.send(usuario, 'recuperacion');
    });
  }
}
