import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { COMERCIO_COLUMNS, type ComercioRow, toComercio } from './comercios/comercio-row.js';
import type { Comercio } from './comercios/comercio.dto.js';
import { onSaleSql } from './productos/on-sale.js';
import { PRODUCTO_COLUMNS, PRODUCTO_TABLES, type ProductoRow, toProducto } from './productos/producto-row.js';
import type { Producto } from './productos/producto.dto.js';

/** A comercio, as a pedido needs it. */
export type SoldComercio = Comercio;

/** A producto, and whether it is sold at this moment. */
export interface OnSale {
  producto: Producto;
  onSale: boolean;
}

const COMERCIO = `SELECT ${COMERCIO_COLUMNS} FROM comercios WHERE id = $1`;

// $1 ids, $2 comercio: of others nothing is told.
const PRODUCTOS = `
  SELECT ${PRODUCTO_COLUMNS}, ${onSaleSql('now()')} AS on_sale FROM ${PRODUCTO_TABLES}
  WHERE p.id = ANY ($1) AND p.comercio_id = $2`;

/** Reads what is sold, inside whatever transaction asks. */
@Injectable()
export class CatalogReader {
  /** A comercio; undefined if there is none. */
  async comercio(db: Queryable, id: string): Promise<SoldComercio | undefined> {
    const { rows } = await db.query<ComercioRow>({ name: 'pedido-comercio', text: COMERCIO, values: [id] });
    return rows[0] && toComercio(rows[0]);
  }

  /** Those of these productos that a comercio has, by id. */
  async productos(db: Queryable, comercioId: string, ids: readonly string[]): Promise<Map<string, OnSale>> {
    const { rows } = await db.query<ProductoRow & { on_sale: boolean }>({
      name: 'pedido-productos',
      text: PRODUCTOS,
      values: [ids, comercioId],
    });
    return new Map(rows.map((row) => [row.id, { producto: toProducto(row), onSale: row.on_sale }]));
  }
}
