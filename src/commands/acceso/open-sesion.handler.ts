import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { SecondFactor } from '../../modules/acceso/segundo-factor/second-factor.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import type { SesionAbierta } from '../../modules/acceso/sesiones/sesion.dto.js';
import { SessionBook } from '../../modules/acceso/sesiones/session-book.js';
import { Passwords } from '../../modules/acceso/usuarios/passwords.js';
import { findByEmail, lockUsuario, type UsuarioRow } from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OpenSesionCommand } from './open-sesion.command.js';

const REHASH = 'UPDATE usuarios SET clave_hash = $2 WHERE id = $1 AND clave_hash = $3';

@CommandHandler(OpenSesionCommand)
export class OpenSesionHandler implements ICommandHandler<OpenSesionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly throttle: LoginThrottle,
    private readonly passwords: Passwords,
    private readonly sessions: SessionBook,
    private readonly factor: SecondFactor,
  ) {}

  /**
   * The same answer after the same time, whether there is nobody of this e-mail or the password is another.
   *
   * @throws {DomainError} `inicio-invalido`, `segundo-factor`, `usuario-bloqueado`, `demasiados-intentos`, `demasiados-inicios`
   */
  async execute({
    input: { email, clave, codigo },
    agente,
    context,
  }: OpenSesionCommand): Promise<SesionAbierta> {
    await this.throttle.enter(context.ip);
    const found = await this.throttle.attempt(email, context.ip, async () => {
      const row = await findByEmail(this.pool, email);
      return (await this.passwords.verify(row?.clave_hash, clave)) ? row : undefined;
    });
    if (!found) throw new DomainError('inicio-invalido');
    if (found.bloqueado_en) throw new DomainError('usuario-bloqueado');
    const done = await inTransaction(this.pool, async (db) => {
      const usuario = await lockUsuario(db, found.id);
      assertSame(found, usuario);
      const asked = usuario.totp_activo_en !== null;
      if (asked && !(codigo && (await this.factor.use(db, usuario.id, codigo)))) return undefined;
      const way = { origen: 'clave' as const, segundoFactor: asked, agente };
      const opened = await this.sessions.open(db, usuario.id, way, context);
      const actor = { ...context.actor, tipo: 'usuario' as const, id: usuario.id };
      const who = { actor, ip: context.ip, requestId: context.requestId };
      const objeto = { tipo: 'sesion', id: opened.id };
      await Auditoria.add(db, who, { accion: 'sesion.abierta', objeto, despues: { origen: way.origen } });
      return { usuario, opened };
    });
    if (!done) {
      if (!codigo) await this.throttle.takeBack(email, context.ip);
      throw new DomainError('segundo-factor');
    }
    await this.throttle.succeeded(email, context.ip);
    await this.renew(found, clave);
    // After the commit: to sign may take another connection.
    return this.sessions.answer(done.usuario, done.opened);
  }

  /** A hash of the cost that was usual once is made anew, as the password is known right now. */
  private async renew({ id, clave_hash }: UsuarioRow, clave: string): Promise<void> {
    if (!clave_hash || !this.passwords.isOld(clave_hash)) return;
    await this.pool.query(REHASH, [id, await this.passwords.hash(clave), clave_hash]);
  }
}

/** While the password was being checked he may have been shut out, or given another one. */
function assertSame(found: UsuarioRow, now: UsuarioRow): void {
  if (now.bloqueado_en) throw new DomainError('usuario-bloqueado');
  if (now.clave_hash !== found.clave_hash) throw new DomainError('inicio-invalido');
}
