import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { refuseCardNumbers } from '../../modules/dinero/contract.js';
import { buyerOf } from '../../modules/pedidos/buyer.js';
import type { Cotizacion } from '../../modules/pedidos/pedido.dto.js';
import { BasketPricer } from '../../modules/pedidos/precio/basket-pricer.js';
import { POOL } from '../../platform/database/tokens.js';
import { QuotePedidoCommand } from './quote-pedido.command.js';

@CommandHandler(QuotePedidoCommand)
export class QuotePedidoHandler implements ICommandHandler<QuotePedidoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly pricer: BasketPricer,
  ) {}

  // Decided on what is written, as the pedido will be: so it is no query.
  /** @throws {DomainError} whatever the price of a pedido throws */
  async execute(command: QuotePedidoCommand): Promise<Cotizacion> {
    const { input } = command;
    refuseCardNumbers(input);
    const { comercio, lines, totals } = await this.pricer.price(this.pool, input, buyerOf(command, input));
    const importe = (monto: number) => ({ monto, moneda: comercio.moneda });
    return {
      lineas: lines.map(({ producto, input: asked, precioUnitario, subtotal }) => ({
        productoId: producto.id,
        sku: producto.sku,
        nombre: producto.nombre,
        cantidad: asked.cantidad,
        precioUnitario: importe(precioUnitario),
        opciones: asked.opciones ?? [],
        subtotal: importe(subtotal),
        nota: asked.nota ?? null,
      })),
      totales: {
        lineas: importe(totals.lineas),
        descuento: importe(totals.descuento),
        envio: importe(totals.envio),
        impuesto: importe(totals.impuesto),
        impuestoIncluido: importe(totals.impuestoIncluido),
        total: importe(totals.total),
      },
    };
  }
}
