import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Conditions, dealOwner } from '../../modules/catalogo/contract.js';
import { seesCode } from '../../modules/pedidos/pedido-access.js';
import { PedidoReader } from '../../modules/pedidos/pedido-reader.js';
import { PEDIDO_COLUMNS, type PedidoRow } from '../../modules/pedidos/pedido-row.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListPedidosQuery } from './list-pedidos.query.js';

const TEXT = `numero::text || ' ' || coalesce(contacto_nombre, '') || ' ' || coalesce(codigo_envio, '')`;

@QueryHandler(ListPedidosQuery)
export class ListPedidosHandler implements IQueryHandler<ListPedidosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
    private readonly reader: PedidoReader,
  ) {}

  // The id begins with the instant at which a pedido was placed: its order is that of creation.
  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute(query: ListPedidosQuery): Promise<Page<Pedido>> {
    const { limit, cursor, orden = '-creado', ...filter } = query.input;
    const list = ['pedidos', orden, filter];
    const cursors = await this.cursors.open(query.context.actor);
    const where = new Conditions();
    const owner = dealOwner(query);
    if (owner) where.equal(...owner);
    where.words(TEXT, filter.q);
    where.equal('comercio_id', filter.comercio);
    where.equal('comprador_id', filter.cliente);
    where.equal('compra_id', filter.compra);
    if (filter.estado) where.add(`estado = ANY (${where.parameter(filter.estado)})`);
    if (filter.creadoDesde) where.add(`creado_en >= ${where.parameter(filter.creadoDesde)}`);
    if (filter.creadoHasta) where.add(`creado_en < ${where.parameter(filter.creadoHasta)}`);
    const [after, direction] = orden === 'creado' ? ['>', 'ASC'] : ['<', 'DESC'];
    if (cursor)
      where.add(`id ${after} ${where.parameter(cursors.decode<[string]>(list, cursor, [isUuid])[0])}`);
    const { rows } = await this.pool.query<PedidoRow>(
      `SELECT ${PEDIDO_COLUMNS} FROM pedidos ${where.sql()}
       ORDER BY id ${direction} LIMIT ${where.parameter(limit + 1)}`,
      where.values,
    );
    const page = cursors.page(rows, limit, list, ({ id }) => [id]);
    return { ...page, datos: await this.reader.whole(this.pool, page.datos, seesCode(query)) };
  }
}
