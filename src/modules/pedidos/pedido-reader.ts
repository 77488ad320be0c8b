import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { PagoBook, toPagoDePedido } from '../pagos/contract.js';
import { LINEA_COLUMNS, type LineaRow, PEDIDO_COLUMNS, type PedidoRow, toPedido } from './pedido-row.js';
import type { Pedido } from './pedido.dto.js';

const LINEAS = `SELECT ${LINEA_COLUMNS} FROM pedido_lineas WHERE pedido_id = ANY ($1) ORDER BY pedido_id, indice`;

const READ = `SELECT ${PEDIDO_COLUMNS} FROM pedidos WHERE id = $1`;

/** Reads pedidos with their lines and pagos. */
@Injectable()
export class PedidoReader {
  constructor(private readonly pagos: PagoBook) {}

  /** A pedido as the transaction has left it. */
  async read(db: Queryable, id: string, showsCode: boolean): Promise<Pedido> {
    const { rows } = await db.query<PedidoRow>(READ, [id]);
    return (await this.whole(db, rows, showsCode))[0] as Pedido;
  }

  /** The lines of pedidos, in their order. */
  async lines(db: Queryable, ids: readonly string[]): Promise<LineaRow[]> {
    return (await db.query<LineaRow>({ name: 'pedido-lineas', text: LINEAS, values: [ids] })).rows;
  }

  /** Rows with what belongs to them. */
  async whole(db: Queryable, rows: readonly PedidoRow[], showsCode: boolean): Promise<Pedido[]> {
    const ids = rows.map(({ id }) => id);
    const lines = Map.groupBy(await this.lines(db, ids), ({ pedido_id: id }) => id);
    const pagos = Map.groupBy(await this.pagos.listOf(db, ids), ({ pedido_id: id }) => id);
    return rows.map((row) =>
      toPedido(row, lines.get(row.id) ?? [], (pagos.get(row.id) ?? []).map(toPagoDePedido), showsCode),
    );
  }
}
