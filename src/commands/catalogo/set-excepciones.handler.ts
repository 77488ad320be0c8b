import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { assertExcepciones } from '../../modules/catalogo/comercios/comercio-faults.js';
import { ComercioWriter } from '../../modules/catalogo/comercios/comercio-writer.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { SetExcepcionesCommand } from './set-excepciones.command.js';

// $1 id, $2 exceptions as JSON. What is so already is no new version.
const SET = `
  UPDATE comercios SET excepciones = $2::jsonb, version = version + 1 WHERE id = $1 AND excepciones <> $2::jsonb`;

@CommandHandler(SetExcepcionesCommand)
export class SetExcepcionesHandler implements ICommandHandler<SetExcepcionesCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly comercios: ComercioWriter,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `validacion` */
  execute(command: SetExcepcionesCommand): Promise<Comercio> {
    const { id, excepciones } = command;
    assertExcepciones(excepciones);
    return inTransaction(this.pool, async (db) => {
      await this.comercios.lock(db, id, ownComercio(command));
      await db.query(SET, [id, JSON.stringify(excepciones)]);
      return this.comercios.read(db, id);
    });
  }
}
