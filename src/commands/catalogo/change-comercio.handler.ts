import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { assertComercio } from '../../modules/catalogo/comercios/comercio-faults.js';
import { ComercioWriter } from '../../modules/catalogo/comercios/comercio-writer.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeComercioCommand } from './change-comercio.command.js';

@CommandHandler(ChangeComercioCommand)
export class ChangeComercioHandler implements ICommandHandler<ChangeComercioCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly comercios: ComercioWriter,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta`, `validacion` */
  execute(command: ChangeComercioCommand): Promise<Comercio> {
    const { id, change, ifMatch } = command;
    return inTransaction(this.pool, async (db) => {
      const before = await this.comercios.lock(db, id, ownComercio(command));
      assertMatches(ifMatch, before.version);
      const sent = Object.entries(change).filter(([, value]) => value !== undefined);
      const wanted = { ...before, ...Object.fromEntries(sent) };
      assertComercio(wanted);
      return JSON.stringify(wanted) === JSON.stringify(before)
        ? before
        : this.comercios.change(db, id, wanted);
    });
  }
}
