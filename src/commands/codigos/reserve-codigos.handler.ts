import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { BloqueConCodigos } from '../../modules/codigos/bloque.dto.js';
import { readBloque } from '../../modules/codigos/bloque-row.js';
import { CodigoBook } from '../../modules/codigos/codigo-book.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { ReserveCodigosCommand } from './reserve-codigos.command.js';

@CommandHandler(ReserveCodigosCommand)
export class ReserveCodigosHandler implements ICommandHandler<ReserveCodigosCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly codigos: CodigoBook,
  ) {}

  /** @throws {DomainError} `validacion` for an expiry that is past, `codigos-agotados` */
  execute({ input, context }: ReserveCodigosCommand): Promise<BloqueConCodigos> {
    const { cantidad, expiraEn = null } = input;
    if (expiraEn !== null && Date.parse(expiraEn) <= Date.now())
      throw DomainError.invalid([{ pointer: '#/expiraEn', code: 'fecha-pasada' }]);
    return inTransaction(this.pool, (client) =>
      once(client, context.key, async () => {
        const id = uuidV7();
        const place = await this.codigos.reserve(client, {
          id,
          cantidad,
          solicitadoPor: nameOf(context.actor),
          expiraEn,
        });
        if (!place) throw new DomainError('codigos-agotados');
        return readBloque(client, this.codigos, id);
      }),
    );
  }
}
