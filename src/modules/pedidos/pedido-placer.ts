import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type Pieces, Stock } from '../catalogo/contract.js';
import { PagoBook } from '../pagos/contract.js';
import { CuponBook } from './cupones/cupon-book.js';
import { MONEY_S, OUTSIDE_S } from './pedido-deadlines.js';
import { PedidoMover } from './pedido-mover.js';
import { PedidoReader } from './pedido-reader.js';
import { PedidoWriter } from './pedido-writer.js';
import type { Pedido, PedidoInput } from './pedido.dto.js';
import { BasketPricer, type PricedLine } from './precio/basket-pricer.js';

/** Places pedidos inside the caller's transaction. */
@Injectable()
export class PedidoPlacer {
  constructor(
    private readonly pricer: BasketPricer,
    private readonly writer: PedidoWriter,
    private readonly pagos: PagoBook,
    private readonly stock: Stock,
    private readonly cupones: CuponBook,
    private readonly mover: PedidoMover,
    private readonly reader: PedidoReader,
  ) {}

  /** @throws {DomainError} `validacion`, `sin-existencias`, and whatever its price and its pagos throw */
  async place(db: Queryable, input: PedidoInput, compradorId: string | null): Promise<Pedido> {
    const { tipo, contacto } = input.entrega;
    if (tipo === 'domicilio' && !contacto)
      throw DomainError.invalid([{ pointer: '#/entrega/contacto', code: 'requerido' }]);
    const priced = await this.pricer.price(db, input, compradorId);
    const creadoEn = input.creadoEn ? new Date(input.creadoEn) : new Date();
    const isOutside = input.pagos.some(({ metodo }) => metodo === 'diferido');
    const pedido = await this.writer.insert(db, {
      id: uuidV7(creadoEn),
      creadoEn: creadoEn.toISOString(),
      compradorId,
      input,
      priced,
      moneyS: isOutside ? OUTSIDE_S : MONEY_S,
    });
    const { settled } = await this.pagos.begin(
      db,
      {
        pedidoId: pedido.id,
        comercioId: pedido.comercio_id,
        compradorId,
        total: pedido.total,
        moneda: pedido.moneda,
      },
      input.pagos,
    );
    await this.reserve(db, priced.lines);
    if (priced.cupon) await this.cupones.take(db, priced.cupon, pedido.id, compradorId);
    if (settled) await this.mover.move(db, pedido, 'confirmar', { mover: 'sistema', por: 'sistema' });
    return this.reader.read(db, pedido.id, true);
  }

  /** @throws {DomainError} `sin-existencias` pointing at each line of what there is too little of */
  private async reserve(db: Queryable, lines: readonly PricedLine[]): Promise<void> {
    const wanted = new Map<string, number>();
    for (const { producto, input } of lines)
      if (producto.existencias.control)
        wanted.set(producto.id, (wanted.get(producto.id) ?? 0) + input.cantidad);
    const pieces: Pieces[] = [...wanted].map(([productoId, cantidad]) => ({ productoId, cantidad }));
    const lacks = new Map(
      (await this.stock.reserve(db, pieces)).map(({ productoId, disponibles }) => [productoId, disponibles]),
    );
    if (lacks.size === 0) return;
    const errors = lines.flatMap(({ producto }, index) => {
      const disponibles = lacks.get(producto.id);
      if (disponibles === undefined) return [];
      const also = { disponibles };
      return [{ pointer: `#/lineas/${index}`, code: 'sin-existencias' as const, params: also, also }];
    });
    throw new DomainError('sin-existencias', { cuenta: lacks.size }, errors);
  }
}
