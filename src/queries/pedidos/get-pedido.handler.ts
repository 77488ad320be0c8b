import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { seesCode } from '../../modules/pedidos/pedido-access.js';
import { PedidoReader } from '../../modules/pedidos/pedido-reader.js';
import { PEDIDO_COLUMNS, type PedidoRow } from '../../modules/pedidos/pedido-row.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetPedidoQuery } from './get-pedido.query.js';

const select = (column: string | undefined) =>
  `SELECT ${PEDIDO_COLUMNS} FROM pedidos WHERE id = $1 ${column ? `AND ${column} = $2` : ''}`;

@QueryHandler(GetPedidoQuery)
export class GetPedidoHandler implements IQueryHandler<GetPedidoQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly reader: PedidoReader,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: GetPedidoQuery): Promise<Pedido> {
    const { id } = query;
    const [column, own] = dealOwner(query) ?? [];
    const { rows } = await this.pool.query<PedidoRow>(select(column), [
      id,
      ...(own === undefined ? [] : [own]),
    ]);
    const [pedido] = await this.reader.whole(this.pool, rows, seesCode(query));
    if (!pedido) throw new DomainError('recurso-desconocido', { recurso: 'pedido', id });
    return pedido;
  }
}
