import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { APARTADO_COLUMNS, type ApartadoRow } from '../../modules/lectores/apartado-row.js';
import type { Apartado } from '../../modules/lectores/lector.dto.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CloseApartadoCommand } from './close-apartado.command.js';

// $1 id, $2 reader, $3 what becomes of it. One that is dropped or done stays what it is.
const CLOSE = `
  UPDATE lector_apartados
  SET estado = $3, resuelto_en = CASE WHEN $3 = 'descartado' THEN now() END
  WHERE id = $1 AND lector = $2 AND estado IN ('apartado', 'por_repetir')
  RETURNING ${APARTADO_COLUMNS}`;

const FIND = `SELECT ${APARTADO_COLUMNS} FROM lector_apartados WHERE id = $1 AND lector = $2`;

@CommandHandler(CloseApartadoCommand)
export class CloseApartadoHandler implements ICommandHandler<CloseApartadoCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  // Safe to repeat.
  /** @throws {DomainError} `apartado-desconocido`, or `apartado-cerrado` for one that is done or dropped. */
  async execute({ lector, id, estado }: CloseApartadoCommand): Promise<Apartado> {
    const { rows } = await this.pool.query<ApartadoRow>(CLOSE, [id, lector, estado]);
    if (rows[0]) return rows[0];
    const [found] = (await this.pool.query<ApartadoRow>(FIND, [id, lector])).rows;
    if (!found) throw new DomainError('apartado-desconocido', { id });
    if (found.estado !== estado) throw new DomainError('apartado-cerrado', { id, estado: found.estado });
    return found;
  }
}
