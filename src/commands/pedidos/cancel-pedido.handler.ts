import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { moverOf, seesCode } from '../../modules/pedidos/pedido-access.js';
import { PedidoMover } from '../../modules/pedidos/pedido-mover.js';
import { PedidoReader } from '../../modules/pedidos/pedido-reader.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CancelPedidoCommand } from './cancel-pedido.command.js';

@CommandHandler(CancelPedidoCommand)
export class CancelPedidoHandler implements ICommandHandler<CancelPedidoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly mover: PedidoMover,
    private readonly reader: PedidoReader,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `pedido-en-otro-estado` */
  execute(command: CancelPedidoCommand): Promise<Pedido> {
    const { id, input } = command;
    return inTransaction(this.pool, async (db) => {
      const pedido = await this.mover.lock(db, id, dealOwner(command));
      const by = moverOf(command);
      const isRefused = by.mover === 'comercio' && pedido.estado === 'confirmado';
      await this.mover.move(db, pedido, isRefused ? 'rechazar' : 'cancelar', { ...by, motivo: input.motivo });
      return this.reader.read(db, id, seesCode(command));
    });
  }
}
