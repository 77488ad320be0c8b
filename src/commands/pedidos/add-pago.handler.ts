import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { refuseCardNumbers } from '../../modules/dinero/contract.js';
import { keyRequired, type Pago, PagoBook, toPago } from '../../modules/pagos/contract.js';
import { PedidoMover } from '../../modules/pedidos/pedido-mover.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { AddPagoCommand } from './add-pago.command.js';

@CommandHandler(AddPagoCommand)
export class AddPagoHandler implements ICommandHandler<AddPagoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly mover: PedidoMover,
    private readonly pagos: PagoBook,
  ) {}

  /** @throws {DomainError} `clave-idempotencia-requerida`, `pedido-en-otro-estado`, and whatever a pago throws */
  execute(command: AddPagoCommand): Promise<Pago> {
    const { pedidoId, input, context } = command;
    const key = keyRequired(context);
    refuseCardNumbers(input);
    return inTransaction(this.pool, (db) =>
      once(db, key, async () => {
        const pedido = await this.mover.lock(db, pedidoId, dealOwner(command));
        if (pedido.estado !== 'pendiente')
          throw new DomainError('pedido-en-otro-estado', { estado: pedido.estado });
        const { comercio_id: comercioId, comprador_id: compradorId, total, moneda } = pedido;
        const pago = await this.pagos.retry(db, { pedidoId, comercioId, compradorId, total, moneda }, input);
        if (await this.pagos.isSettled(db, pedidoId))
          await this.mover.move(db, pedido, 'confirmar', { mover: 'sistema', por: 'sistema' });
        return toPago(pago);
      }),
    );
  }
}
