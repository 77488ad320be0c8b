import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { TRANSPORTISTA_COLUMNS, type Transportista } from '../../modules/transportistas/contract.js';
import { GetTransportistaQuery } from './get-transportista.query.js';

const SELECT_TRANSPORTISTA = `SELECT ${TRANSPORTISTA_COLUMNS} FROM transportistas WHERE id = $1`;

@QueryHandler(GetTransportistaQuery)
export class GetTransportistaHandler implements IQueryHandler<GetTransportistaQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetTransportistaQuery): Promise<Transportista> {
    const { rows } = await this.pool.query<Transportista>({
      name: 'get-transportista',
      text: SELECT_TRANSPORTISTA,
      values: [id],
    });
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'transportista', id });
    return rows[0];
  }
}
