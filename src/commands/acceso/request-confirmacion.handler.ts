import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Letters } from '../../modules/acceso/correo/letters.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { readUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { POOL } from '../../platform/database/tokens.js';
import { Afterwards } from '../../platform/lifecycle/afterwards.js';
import { RequestConfirmacionCommand } from './request-confirmacion.command.js';

@CommandHandler(RequestConfirmacionCommand)
export class RequestConfirmacionHandler implements ICommandHandler<RequestConfirmacionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly letters: Letters,
    private readonly afterwards: Afterwards,
  ) {}

  async execute({ context }: RequestConfirmacionCommand): Promise<void> {
    const usuario = await readUsuario(this.pool, ownId(context));
    if (usuario.email_verificado || !usuario.email) return;
    if (!(await this.throttle.mayMail(usuario.email))) return;
    this.afterwards.run('correo de confirmación', () => this.letters.send(usuario, 'confirmacion'));
  }
}
