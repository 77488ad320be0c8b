import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { ValeCreado } from '../../modules/pagos/pago.dto.js';
import { ValeBook } from '../../modules/pagos/vales/vale-book.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { CreateValeCommand } from './create-vale.command.js';

@CommandHandler(CreateValeCommand)
export class CreateValeHandler implements ICommandHandler<CreateValeCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly vales: ValeBook,
  ) {}

  /** @throws {DomainError} `validacion`, `secreto-ya-entregado` */
  execute({ input, context }: CreateValeCommand): Promise<ValeCreado> {
    if (input.monto.monto === 0)
      throw DomainError.invalid([{ pointer: '#/monto/monto', code: 'rango', params: { min: 1, max: '∞' } }]);
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, context.key, () => this.vales.create(db, input, nameOf(context.actor))),
    );
  }
}
