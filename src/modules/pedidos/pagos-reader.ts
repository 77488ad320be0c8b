import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import type { Fact } from '../../platform/log/fact.js';
import { LogReader, type Reader } from '../../platform/readers/reader.js';
import { PAGO_CAMBIADO, PagoBook } from '../pagos/contract.js';
import { CERRADOS } from './domain/moves.js';
import { PedidoMover } from './pedido-mover.js';

/** Confirms pedidos whose money has come, and gives back what came too late. Safe to repeat. */
@Injectable()
@LogReader()
export class PagosReader implements Reader {
  readonly name = 'pedidos-por-pagos';
  readonly types = [PAGO_CAMBIADO.type];

  constructor(
    private readonly mover: PedidoMover,
    private readonly pagos: PagoBook,
  ) {}

  keyOf({ data }: Fact): string {
    return data['pedidoId'] as string;
  }

  async handle(facts: readonly Fact[], db: Queryable): Promise<void> {
    const came = facts.some(({ data }) => data['estado'] === 'autorizado' || data['estado'] === 'capturado');
    const id = facts[0]?.data['pedidoId'] as string;
    if (!came) return;
    const pedido = await this.mover.lock(db, id);
    if (pedido.estado === 'pendiente' && (await this.pagos.isSettled(db, id)))
      await this.mover.move(db, pedido, 'confirmar', { mover: 'sistema', por: 'sistema' });
    // One that was delivered keeps its money.
    else if (CERRADOS.includes(pedido.estado) && pedido.estado !== 'entregado')
      await this.pagos.undo(db, id, 'pedido_cerrado', 'sistema');
  }
}
