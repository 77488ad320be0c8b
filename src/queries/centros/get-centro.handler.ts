import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CENTRO_COLUMNS, type Centro } from '../../modules/centros/contract.js';
import { GetCentroQuery } from './get-centro.query.js';

const SELECT_CENTRO = `SELECT ${CENTRO_COLUMNS} FROM centros WHERE id = $1`;

@QueryHandler(GetCentroQuery)
export class GetCentroHandler implements IQueryHandler<GetCentroQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetCentroQuery): Promise<Centro> {
    const { rows } = await this.pool.query<Centro>({ name: 'get-centro', text: SELECT_CENTRO, values: [id] });
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'centro', id });
    return rows[0];
  }
}
