import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import {
  COMERCIO_COLUMNS,
  type ComercioRow,
  toComercio,
} from '../../modules/catalogo/comercios/comercio-row.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetComercioQuery } from './get-comercio.query.js';

const SELECT = `SELECT ${COMERCIO_COLUMNS} FROM comercios WHERE id = $1`;

@QueryHandler(GetComercioQuery)
export class GetComercioHandler implements IQueryHandler<GetComercioQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetComercioQuery): Promise<Comercio> {
    const { rows } = await this.pool.query<ComercioRow>({ name: 'get-comercio', text: SELECT, values: [id] });
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'comercio', id });
    return toComercio(rows[0]);
  }
}
