import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { type Deadline, KeepsDeadline } from '../../platform/deadlines/deadline.js';
import { PedidoMover } from './pedido-mover.js';

/** Seconds that a pedido waits for its money, and that one which is paid outside does. */
export const MONEY_S = 900;
export const OUTSIDE_S = 259_200;

const BY_HOUSE = { mover: 'sistema', por: 'sistema' } as const;

/** Ends pedidos whose money, or whose comercio's yes, did not come in time. */
@Injectable()
@KeepsDeadline()
export class PedidoExpiry implements Deadline<{ id: string }> {
  readonly name = 'pedidos-vencidos';
  readonly table = 'pedidos';
  readonly column = 'vence_en';
  readonly key = ['id'];
  // Each gives back stock in the order of its own productos; two of them in one transaction could wait in a circle.
  readonly batchSize = 1;

  constructor(private readonly mover: PedidoMover) {}

  async due(rows: readonly { id: string }[], db: Queryable): Promise<void> {
    for (const { id } of rows) {
      const pedido = await this.mover.lock(db, id);
      const isUnpaid = pedido.estado === 'pendiente';
      const motivo = isUnpaid ? 'sin_pago' : 'sin_aceptacion';
      await this.mover.move(db, pedido, isUnpaid ? 'expirar' : 'cancelar', { ...BY_HOUSE, motivo });
    }
  }
}

// What is personal in a pedido and its lines; amounts and places by city stay.
const FORGET = `
  WITH olvidados AS (
    UPDATE pedidos SET entrega_direccion = NULL, entrega_codigo_postal = NULL, entrega_lat = NULL, entrega_lon = NULL,
      contacto_nombre = NULL, contacto_telefono = NULL, instrucciones = NULL, olvidar_en = NULL
    WHERE id = ANY ($1) RETURNING id
  )
  UPDATE pedido_lineas SET nota = NULL WHERE pedido_id IN (SELECT id FROM olvidados) AND nota IS NOT NULL`;

/** Forgets whom a pedido was for, some time after it was closed. */
@Injectable()
@KeepsDeadline()
export class PedidoForgetting implements Deadline<{ id: string }> {
  readonly name = 'pedidos-olvidados';
  readonly table = 'pedidos';
  readonly column = 'olvidar_en';
  readonly key = ['id'];

  async due(rows: readonly { id: string }[], db: Queryable): Promise<void> {
    await db.query(FORGET, [rows.map(({ id }) => id)]);
  }
}
