import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { SecondFactor } from '../../modules/acceso/segundo-factor/second-factor.js';
import { LoginThrottle } from '../../modules/acceso/sesiones/login-throttle.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type Purpose, ShowSegundoFactorCommand } from './show-segundo-factor.command.js';

const EFFECTS: Record<Purpose, { accion: string; sql?: string }> = {
  activar: {
    accion: 'usuario.segundo-factor-activado',
    sql: 'UPDATE usuarios SET totp_activo_en = now(), version = version + 1 WHERE id = $1',
  },
  retirar: {
    accion: 'usuario.segundo-factor-retirado',
    sql: `
      UPDATE usuarios SET totp_activo_en = NULL, totp_secreto = NULL, totp_ultimo_paso = NULL, totp_recuperacion = '{}',
        version = version + 1
      WHERE id = $1`,
  },
  sesion: { accion: 'sesion.segundo-factor-mostrado' },
};

const SHOWN = 'UPDATE sesiones SET segundo_factor = $2 WHERE id = $1';

@CommandHandler(ShowSegundoFactorCommand)
export class ShowSegundoFactorHandler implements ICommandHandler<ShowSegundoFactorCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly factor: SecondFactor,
    private readonly throttle: LoginThrottle,
  ) {}

  /** @throws {DomainError} `segundo-factor` for a wrong code, `demasiados-intentos` */
  async execute({ codigo, purpose, context }: ShowSegundoFactorCommand): Promise<void> {
    const id = ownId(context);
    const show = async (db: Queryable) => {
      if (!(await this.factor.use(db, id, codigo, { active: purpose !== 'activar' }))) return false;
      const { accion, sql } = EFFECTS[purpose];
      if (sql) await db.query(sql, [id]);
      await db.query(SHOWN, [context.actor.sesionId, purpose !== 'retirar']);
      await Auditoria.add(db, context, { accion, objeto: { tipo: 'usuario', id } });
      return true;
    };
    const right = await this.throttle.attempt(id, context.ip, () => inTransaction(this.pool, show));
    if (!right) throw new DomainError('segundo-factor');
    await this.throttle.succeeded(id, context.ip);
  }
}
