import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { assertComercio } from '../../modules/catalogo/comercios/comercio-faults.js';
import { ComercioWriter } from '../../modules/catalogo/comercios/comercio-writer.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { once } from '../../platform/idempotency/once.js';
import { CreateComercioCommand } from './create-comercio.command.js';

@CommandHandler(CreateComercioCommand)
export class CreateComercioHandler implements ICommandHandler<CreateComercioCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly comercios: ComercioWriter,
  ) {}

  /** @throws {DomainError} `validacion`, `cliente-con-comercio` */
  execute({ input, context }: CreateComercioCommand): Promise<Comercio> {
    assertComercio(input);
    return inTransaction(this.pool, (db) =>
      once(db, context.key, () => this.comercios.create(db, uuidV7(), input)),
    );
  }
}
