import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import {
  PRODUCTO_COLUMNS,
  PRODUCTO_TABLES,
  type ProductoRow,
  toProducto,
} from '../../modules/catalogo/productos/producto-row.js';
import type { Producto } from '../../modules/catalogo/productos/producto.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetProductoQuery } from './get-producto.query.js';

const SELECT = `SELECT ${PRODUCTO_COLUMNS} FROM ${PRODUCTO_TABLES} WHERE p.id = $1`;

@QueryHandler(GetProductoQuery)
export class GetProductoHandler implements IQueryHandler<GetProductoQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetProductoQuery): Promise<Producto> {
    const { rows } = await this.pool.query<ProductoRow>({ name: 'get-producto', text: SELECT, values: [id] });
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'producto', id });
    return toProducto(rows[0]);
  }
}
