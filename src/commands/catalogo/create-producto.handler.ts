import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Stock } from '../../modules/catalogo/existencias/stock.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import { ProductoWriter } from '../../modules/catalogo/productos/producto-writer.js';
import type { Producto } from '../../modules/catalogo/productos/producto.dto.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { once } from '../../platform/idempotency/once.js';
import { CreateProductoCommand } from './create-producto.command.js';

@CommandHandler(CreateProductoCommand)
export class CreateProductoHandler implements ICommandHandler<CreateProductoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly productos: ProductoWriter,
    private readonly stock: Stock,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `validacion`, `sku-en-uso` */
  execute(command: CreateProductoCommand): Promise<Producto> {
    const { comercioId, input, context } = command;
    const { control = false, inicial = 0 } = input.existencias ?? {};
    return inTransaction(this.pool, (db) =>
      once(db, context.key, async () => {
        const id = uuidV7();
        await this.productos.create(db, id, comercioId, ownComercio(command), input);
        if (control) await this.stock.open(db, id);
        if (control && inicial > 0)
          await this.stock.adjust(
            db,
            { productoId: id, cantidad: inicial },
            { razon: 'inicial', por: nameOf(context.actor) },
          );
        return this.productos.read(db, id);
      }),
    );
  }
}
