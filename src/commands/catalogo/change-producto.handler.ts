import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Stock } from '../../modules/catalogo/existencias/stock.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import { type ProductoParts, ProductoWriter } from '../../modules/catalogo/productos/producto-writer.js';
import type { Producto } from '../../modules/catalogo/productos/producto.dto.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeProductoCommand } from './change-producto.command.js';

/** Compared, to see whether anything changes: without what changes by itself. */
const stated = ({ existencias, ...parts }: ProductoParts) =>
  JSON.stringify({ ...parts, control: existencias?.control });

@CommandHandler(ChangeProductoCommand)
export class ChangeProductoHandler implements ICommandHandler<ChangeProductoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly productos: ProductoWriter,
    private readonly stock: Stock,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta`, `validacion` */
  execute(command: ChangeProductoCommand): Promise<Producto> {
    const { id, change, ifMatch } = command;
    return inTransaction(this.pool, async (db) => {
      const before = await this.productos.lock(db, id, ownComercio(command));
      assertMatches(ifMatch, before.version);
      const sent = Object.entries(change).filter(([, value]) => value !== undefined);
      const wanted = { ...before, ...Object.fromEntries(sent) } as ProductoParts;
      if (stated(wanted) === stated(before)) return before;
      await this.productos.change(db, before, wanted);
      if (wanted.existencias?.control) await this.stock.open(db, id);
      return this.productos.read(db, id);
    });
  }
}
