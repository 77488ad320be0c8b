import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Letters } from '../../modules/acceso/correo/letters.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { assertFit, Passwords } from '../../modules/acceso/usuarios/passwords.js';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { toUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { UsuarioWriter } from '../../modules/acceso/usuarios/usuario-writer.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Afterwards } from '../../platform/lifecycle/afterwards.js';
import { RegisterUsuarioCommand } from './register-usuario.command.js';

@CommandHandler(RegisterUsuarioCommand)
export class RegisterUsuarioHandler implements ICommandHandler<RegisterUsuarioCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly passwords: Passwords,
    private readonly usuarios: UsuarioWriter,
    private readonly letters: Letters,
    private readonly afterwards: Afterwards,
  ) {}

  /** @throws {DomainError} `email-en-uso`, `validacion`, `demasiados-intentos`, `demasiados-inicios` */
  async execute({ input, context }: RegisterUsuarioCommand): Promise<Usuario> {
    const { clave, ...profile } = input;
    await this.throttle.enter(context.ip);
    assertFit(clave);
    const hash = await this.passwords.hash(clave);
    const usuario = await inTransaction(this.pool, async (db) => {
      const row = await this.usuarios.addCliente(db, { ...profile, hash, verified: false });
      const objeto = { tipo: 'usuario', id: row.id };
      await Auditoria.add(db, context, {
        accion: 'usuario.registrado',
        objeto,
        despues: { roles: row.roles },
      });
      return row;
    });
    this.afterwards.run('correo de confirmación', () => this.letters.send(usuario, 'confirmacion'));
    return toUsuario(usuario);
  }
}
