import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Conditions } from '../../modules/catalogo/conditions.js';
import { addAttributes } from '../../modules/catalogo/productos/attribute-conditions.js';
import { onSaleSql } from '../../modules/catalogo/productos/on-sale.js';
import {
  PRODUCTO_COLUMNS,
  PRODUCTO_TABLES,
  type ProductoRow,
  toProducto,
} from '../../modules/catalogo/productos/producto-row.js';
import type { Producto } from '../../modules/catalogo/productos/producto.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListProductosQuery } from './list-productos.query.js';

const TEXT = `p.nombre || ' ' || p.sku || ' ' || coalesce(p.descripcion, '')`;

const BUYABLE = `(${onSaleSql('now()')} AND (NOT p.con_existencias OR e.fisicas > e.reservadas))`;

@QueryHandler(ListProductosQuery)
export class ListProductosHandler implements IQueryHandler<ListProductosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ input, attributes }: ListProductosQuery): Promise<Page<Producto>> {
    const { limit, cursor, ...filter } = input;
    const list = ['productos', filter, attributes];
    const cursors = await this.cursors.open();
    const where = new Conditions();
    where.words(TEXT, input.q);
    where.equal('p.comercio_id', input.comercio);
    where.equal('p.categoria', input.categoria);
    if (input.precioMin !== undefined) where.add(`p.precio >= ${where.parameter(input.precioMin)}`);
    if (input.precioMax !== undefined) where.add(`p.precio <= ${where.parameter(input.precioMax)}`);
    if (input.disponible) where.add(`${BUYABLE} IS ${input.disponible === 'true' ? '' : 'NOT '}TRUE`);
    addAttributes(where, attributes);
    if (cursor) where.add(`p.id < ${where.parameter(cursors.decode<[string]>(list, cursor, [isUuid])[0])}`);
    const { rows } = await this.pool.query<ProductoRow>(
      `SELECT ${PRODUCTO_COLUMNS} FROM ${PRODUCTO_TABLES} ${where.sql()}
       ORDER BY p.id DESC LIMIT ${where.parameter(limit + 1)}`,
      where.values,
    );
    const page = cursors.page(rows, limit, list, ({ id }) => [id]);
    return { ...page, datos: page.datos.map(toProducto) };
  }
}
