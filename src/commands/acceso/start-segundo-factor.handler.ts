import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { SecondFactor } from '../../modules/acceso/segundo-factor/second-factor.js';
import type { SegundoFactorNuevo } from '../../modules/acceso/segundo-factor/segundo-factor.dto.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { lockUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { StartSegundoFactorCommand } from './start-segundo-factor.command.js';

@CommandHandler(StartSegundoFactorCommand)
export class StartSegundoFactorHandler implements ICommandHandler<StartSegundoFactorCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly factor: SecondFactor,
  ) {}

  /** @throws {DomainError} `segundo-factor-activo`, `secreto-ya-entregado` */
  execute({ context }: StartSegundoFactorCommand): Promise<SegundoFactorNuevo> {
    const id = ownId(context);
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, context.key, async () => {
        const made = await this.factor.begin(db, await lockUsuario(db, id));
        if (!made) throw new DomainError('segundo-factor-activo');
        const objeto = { tipo: 'usuario', id };
        await Auditoria.add(db, context, { accion: 'usuario.segundo-factor-preparado', objeto });
        return made;
      }),
    );
  }
}
