import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Dispositivo } from '../../modules/dispositivos/dispositivo.dto.js';
import {
  DISPOSITIVO_COLUMNS,
  type DispositivoRow,
  toDispositivo,
} from '../../modules/dispositivos/dispositivo-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetDispositivoQuery } from './get-dispositivo.query.js';

const SELECT_DISPOSITIVO = `SELECT ${DISPOSITIVO_COLUMNS} FROM dispositivos WHERE id = $1`;

@QueryHandler(GetDispositivoQuery)
export class GetDispositivoHandler implements IQueryHandler<GetDispositivoQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetDispositivoQuery): Promise<Dispositivo> {
    const { rows } = await this.pool.query<DispositivoRow>(SELECT_DISPOSITIVO, [id]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'dispositivo', id });
    return toDispositivo(rows[0]);
  }
}
