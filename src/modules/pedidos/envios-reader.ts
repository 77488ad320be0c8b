import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import type { Fact } from '../../platform/log/fact.js';
import { LogReader, type Reader } from '../../platform/readers/reader.js';
import type { Estado } from '../estados/contract.js';
import { mayMove, type MoveName } from './domain/moves.js';
import { PedidoMover } from './pedido-mover.js';

/** What an estado of an envío does to its pedido. */
const MOVED_BY: Readonly<Partial<Record<Estado, MoveName>>> = {
  recogido: 'salir',
  en_transito: 'salir',
  en_reparto: 'salir',
  entregado: 'entregar',
  cancelado: 'cancelar',
  devuelto: 'cancelar',
  extraviado: 'cancelar',
  siniestrado: 'cancelar',
};

// All of them are locked before anything else is.
const OF_ENVIOS =
  'SELECT id, codigo_envio AS codigo FROM pedidos WHERE codigo_envio = ANY ($1) ORDER BY id FOR NO KEY UPDATE';

/** Moves pedidos by what happens to their envíos. Safe to repeat: a move that is not allowed any more is left out. */
@Injectable()
@LogReader()
export class EnviosReader implements Reader {
  readonly name = 'pedidos-por-envios';
  readonly types = ['pe.trazo.envio.estado-cambiado.v1'];

  constructor(private readonly mover: PedidoMover) {}

  // Most envíos have no pedido: one statement asks for a whole batch of them.
  keyOf(): string {
    return 'envios';
  }

  async handle(facts: readonly Fact[], db: Queryable): Promise<void> {
    const codes = facts.map(({ data }) => data['codigo'] as string);
    const { rows } = await db.query<{ id: string; codigo: string }>(OF_ENVIOS, [codes]);
    for (const { id, codigo } of rows)
      for (const { data } of facts.filter((fact) => fact.data['codigo'] === codigo))
        await this.follow(db, id, data['estado'] as Estado);
  }

  private async follow(db: Queryable, id: string, estado: Estado): Promise<void> {
    const name = MOVED_BY[estado];
    const pedido = name && (await this.mover.lock(db, id));
    if (!pedido || !mayMove(name, pedido.estado, 'sistema')) return;
    const motivo = name === 'cancelar' ? `envio_${estado}` : undefined;
    await this.mover.move(db, pedido, name, {
      mover: 'sistema',
      por: 'sistema',
      envioEnded: true,
      gone: estado !== 'cancelado',
      ...(motivo && { motivo }),
    });
  }
}
