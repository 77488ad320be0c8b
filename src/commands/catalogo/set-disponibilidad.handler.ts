import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ComercioWriter } from '../../modules/catalogo/comercios/comercio-writer.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { SetDisponibilidadCommand } from './set-disponibilidad.command.js';

// $1 id, $2 whether it takes pedidos, $3 until when not.
const SET = `
  UPDATE comercios SET acepta_pedidos = $2, pausado_hasta = CASE WHEN $2 THEN NULL ELSE $3::timestamptz END,
    version = version + 1
  WHERE id = $1`;

@CommandHandler(SetDisponibilidadCommand)
export class SetDisponibilidadHandler implements ICommandHandler<SetDisponibilidadCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly comercios: ComercioWriter,
  ) {}

  // Safe to repeat: what is so already is no new version.
  /** @throws {DomainError} `recurso-desconocido` */
  execute(command: SetDisponibilidadCommand): Promise<Comercio> {
    const { id, input } = command;
    const hasta = input.aceptaPedidos ? null : (input.hasta ?? null);
    return inTransaction(this.pool, async (db) => {
      const before = await this.comercios.lock(db, id, ownComercio(command));
      if (before.aceptaPedidos === input.aceptaPedidos && before.pausadoHasta === hasta) return before;
      await db.query(SET, [id, input.aceptaPedidos, hasta]);
      return this.comercios.read(db, id);
    });
  }
}
