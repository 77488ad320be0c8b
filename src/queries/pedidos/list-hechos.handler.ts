import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import type { HechoPedido, ListaHechos } from '../../modules/pedidos/pedido.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ListHechosQuery } from './list-hechos.query.js';

// A pedido has a fact from its first moment on: none is no pedido, or somebody else's.
const select = (column: string | undefined) => `
  SELECT h.id, h.tipo, h.ocurrido_en AS "ocurridoEn", h.datos
  FROM pedidos p JOIN hechos_pedido h ON h.sujeto_id = p.id::text
  WHERE p.id = $1 ${column ? `AND p.${column} = $2` : ''}
  ORDER BY h.id LIMIT 10000`;

@QueryHandler(ListHechosQuery)
export class ListHechosHandler implements IQueryHandler<ListHechosQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: ListHechosQuery): Promise<ListaHechos> {
    const { id } = query;
    const [column, own] = dealOwner(query) ?? [];
    const { rows } = await this.pool.query<HechoPedido>(select(column), [
      id,
      ...(own === undefined ? [] : [own]),
    ]);
    if (rows.length === 0) throw new DomainError('recurso-desconocido', { recurso: 'pedido', id });
    return { datos: rows, siguiente: null };
  }
}
