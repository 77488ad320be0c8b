import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { PAGO_COLUMNS, type PagoRow, toPago } from '../../modules/pagos/pago-row.js';
import type { Pago } from '../../modules/pagos/pago.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetPagoQuery } from './get-pago.query.js';

const select = (column: string | undefined) =>
  `SELECT ${PAGO_COLUMNS} FROM pagos WHERE id = $1 ${column ? `AND ${column} = $2` : ''}`;

@QueryHandler(GetPagoQuery)
export class GetPagoHandler implements IQueryHandler<GetPagoQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: GetPagoQuery): Promise<Pago> {
    const [column, own] = dealOwner(query) ?? [];
    const values = [query.id, ...(own === undefined ? [] : [own])];
    const { rows } = await this.pool.query<PagoRow>(select(column), values);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'pago', id: query.id });
    return toPago(rows[0]);
  }
}
