import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { refuseCardNumbers } from '../../modules/dinero/contract.js';
import { keyRequired } from '../../modules/pagos/contract.js';
import { PedidoPlacer } from '../../modules/pedidos/pedido-placer.js';
import { buyerOf } from '../../modules/pedidos/buyer.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DeadlineAlarms } from '../../platform/deadlines/deadline-alarms.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { CreatePedidoCommand } from './create-pedido.command.js';

@CommandHandler(CreatePedidoCommand)
export class CreatePedidoHandler implements ICommandHandler<CreatePedidoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly placer: PedidoPlacer,
    private readonly alarms: DeadlineAlarms,
  ) {}

  /**
   * @throws {DomainError} `clave-idempotencia-requerida`, `no-permitido` for who dates a pedido back, `sin-existencias`, and
   *   whatever its price throws
   */
  async execute(command: CreatePedidoCommand): Promise<Pedido> {
    const { input, context } = command;
    const key = keyRequired(context);
    refuseCardNumbers(input);
    if (input.creadoEn != null && dealOwner(command)) throw new DomainError('no-permitido');
    const compradorId = buyerOf(command, input);
    const pedido = await inTransaction(this.pool, (db) =>
      once(db, key, () => this.placer.place(db, input, compradorId)),
    );
    if (pedido.expiraEn !== null) this.alarms.in(Date.parse(pedido.expiraEn) - Date.now());
    return pedido;
  }
}
