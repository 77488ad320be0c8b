import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { openSql } from '../../modules/catalogo/comercios/comercio-row.js';
import type { Menu, MenuCategoria } from '../../modules/catalogo/comercios/menu.dto.js';
import {
  PRODUCTO_COLUMNS,
  PRODUCTO_TABLES,
  type ProductoRow,
  toProducto,
} from '../../modules/catalogo/productos/producto-row.js';
import { onSaleSql } from '../../modules/catalogo/productos/on-sale.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetMenuQuery } from './get-menu.query.js';

const COMERCIO = `SELECT id, nombre, moneda, ${openSql('now()')} IS TRUE AS abierto FROM comercios WHERE id = $1`;

const PRODUCTOS = `
  SELECT ${PRODUCTO_COLUMNS}, c.nombre AS categoria_nombre
  FROM ${PRODUCTO_TABLES} JOIN categorias c ON c.comercio_id = p.comercio_id AND c.codigo = p.categoria
  WHERE p.comercio_id = $1 AND ${onSaleSql('now()')}
  ORDER BY c.orden, c.codigo, p.id`;

type Row = ProductoRow & { categoria_nombre: string };

interface ComercioRow {
  id: string;
  nombre: string;
  moneda: string;
  abierto: boolean;
}

@QueryHandler(GetMenuQuery)
export class GetMenuHandler implements IQueryHandler<GetMenuQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ comercioId }: GetMenuQuery): Promise<Menu> {
    const values = [comercioId];
    const [comercios, productos] = await Promise.all([
      this.pool.query<ComercioRow>({ name: 'menu-comercio', text: COMERCIO, values }),
      this.pool.query<Row>({ name: 'menu-productos', text: PRODUCTOS, values }),
    ]);
    const [comercio] = comercios.rows;
    if (!comercio) throw new DomainError('recurso-desconocido', { recurso: 'comercio', id: comercioId });
    const { abierto, ...whose } = comercio;
    return { comercio: whose, abierto, categorias: groups(productos.rows) };
  }
}

/** Rows that come in the order of their categoría, by categoría. */
function groups(rows: readonly Row[]): MenuCategoria[] {
  return [...Map.groupBy(rows, ({ categoria }) => categoria)].map(([codigo, productos]) => ({
    codigo,
    nombre: (productos[0] as Row).categoria_nombre,
    productos: productos.map(toProducto),
  }));
}
