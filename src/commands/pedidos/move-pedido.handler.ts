import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { dealOwner } from '../../modules/catalogo/contract.js';
import { moverOf, seesCode } from '../../modules/pedidos/pedido-access.js';
import { PedidoMover } from '../../modules/pedidos/pedido-mover.js';
import { PedidoReader } from '../../modules/pedidos/pedido-reader.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { PeriodOpener } from '../../modules/periodos/contract.js';
import { monthOf } from '../../platform/database/month.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { MovePedidoCommand } from './move-pedido.command.js';

@CommandHandler(MovePedidoCommand)
export class MovePedidoHandler implements ICommandHandler<MovePedidoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly mover: PedidoMover,
    private readonly reader: PedidoReader,
    private readonly periodos: PeriodOpener,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `pedido-en-otro-estado`, `validacion` for another code */
  async execute(command: MovePedidoCommand): Promise<Pedido> {
    const { id, move } = command;
    // Its envío is of this month.
    if (move.name === 'alistar') await this.periodos.ensureOpen([monthOf(new Date())]);
    return inTransaction(this.pool, async (db) => {
      const pedido = await this.mover.lock(db, id, dealOwner(command));
      // What is brought is handed over by whoever carries it.
      if (move.name === 'entregar' && pedido.codigo_retiro === null)
        throw new DomainError('pedido-en-otro-estado', { estado: pedido.estado });
      if (move.name === 'entregar' && pedido.codigo_retiro !== move.codigoRetiro)
        throw DomainError.invalid([{ pointer: '#/codigoRetiro', code: 'codigo-de-retiro' }]);
      const minutos = move.name === 'preparar' ? { minutos: move.minutos } : {};
      await this.mover.move(db, pedido, move.name, { ...moverOf(command), ...minutos });
      return this.reader.read(db, id, seesCode(command));
    });
  }
}
