import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Movimiento } from '../../modules/catalogo/existencias/existencias.dto.js';
import { Stock } from '../../modules/catalogo/existencias/stock.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import { ProductoWriter } from '../../modules/catalogo/productos/producto-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { AdjustExistenciasCommand } from './adjust-existencias.command.js';

@CommandHandler(AdjustExistenciasCommand)
export class AdjustExistenciasHandler implements ICommandHandler<AdjustExistenciasCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly productos: ProductoWriter,
    private readonly stock: Stock,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `sin-control-de-existencias`, `sin-existencias` */
  execute(command: AdjustExistenciasCommand): Promise<Movimiento> {
    const { productoId, input, context } = command;
    return inTransaction(this.pool, (db) =>
      once(db, context.key, async () => {
        const producto = await this.productos.lock(db, productoId, ownComercio(command));
        if (!producto.existencias.control) throw new DomainError('sin-control-de-existencias');
        const { cantidad, razon, nota } = input;
        const change = { razon, nota, por: nameOf(context.actor) };
        const made = await this.stock.adjust(db, { productoId, cantidad }, change);
        if (made) return made;
        const disponibles = producto.existencias.disponibles ?? 0;
        const fault = { pointer: '#/cantidad', code: 'sin-existencias', params: { disponibles } } as const;
        throw new DomainError('sin-existencias', { cuenta: 1 }, [{ ...fault, also: { disponibles } }]);
      }),
    );
  }
}
