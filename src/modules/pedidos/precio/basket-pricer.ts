import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { FieldError } from '../../../platform/errors/field-errors.js';
import { CatalogReader, isWithin, type Producto, type SoldComercio } from '../../catalogo/contract.js';
import { type Cupon, CuponBook } from '../cupones/cupon-book.js';
import type { Totals } from '../domain/totals.js';
import type { CanastaInput, LineaInput } from '../pedido.dto.js';
import { choose } from './chosen-options.js';
import { type LineTotals, totalsOf } from './totals-of.js';

/** A line with its price. */
export interface PricedLine extends LineTotals {
  input: LineaInput;
  producto: Producto;
  precioUnitario: number;
}

/** What a basket comes to at this moment. */
export interface Priced {
  comercio: SoldComercio;
  lines: PricedLine[];
  totals: Totals;
  cupon: Cupon | undefined;
}

/** Says what a basket comes to: the same for a quote and for a pedido. */
@Injectable()
export class BasketPricer {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly cupones: CuponBook,
  ) {}

  /**
   * @param compradorId - Who buys, if that is known.
   * @throws {DomainError} `validacion`, `comercio-cerrado`, `producto-no-disponible`, `fuera-de-zona`,
   *   `minimo-no-alcanzado`, `cupon-no-valido`, `precio-cambiado`
   */
  async price(db: Queryable, basket: CanastaInput, compradorId: string | null): Promise<Priced> {
    const comercio = await this.catalog.comercio(db, basket.comercioId);
    if (!comercio) throw DomainError.invalid([{ pointer: '#/comercioId', code: 'no-existe' }]);
    const asked = await this.linesOf(db, basket);
    if (!comercio.abierto) throw new DomainError('comercio-cerrado');
    const envio = deliveryFee(comercio, basket);
    const lineas = asked.reduce((sum, { precioUnitario, input }) => sum + precioUnitario * input.cantidad, 0);
    const minimo = comercio.entrega.minimo?.monto ?? 0;
    if (basket.entrega.tipo === 'domicilio' && lineas < minimo)
      throw new DomainError('minimo-no-alcanzado', { lineas, minimo });
    const cupon = basket.cupon
      ? await this.cupones.find(db, basket.cupon, comercio, lineas, compradorId)
      : undefined;
    const { totals, lines } = totalsOf(
      asked.map(({ precioUnitario, input }) => ({ precioUnitario, cantidad: input.cantidad })),
      {
        descuento: cupon?.discountOf(lineas) ?? 0,
        envio,
        impuestoPorMil: comercio.impuestoPorMil,
        preciosConImpuesto: comercio.preciosConImpuesto,
      },
    );
    assertExpected(basket, totals.total, comercio.moneda);
    return {
      comercio,
      cupon,
      totals,
      lines: asked.map((line, index) => ({ ...line, ...(lines[index] as LineTotals) })),
    };
  }

  private async linesOf(db: Queryable, { comercioId, lineas }: CanastaInput) {
    const ids = [...new Set(lineas.map(({ productoId }) => productoId))];
    const found = await this.catalog.productos(db, comercioId, ids);
    const [errors, unsold]: [FieldError[], FieldError[]] = [[], []];
    const lines = lineas.flatMap((input, index) => {
      const at = `#/lineas/${index}`;
      const sold = found.get(input.productoId.toLowerCase());
      if (!sold) {
        errors.push({ pointer: `${at}/productoId`, code: 'no-existe' });
        return [];
      }
      if (!sold.onSale) unsold.push({ pointer: at, code: 'producto-no-disponible' });
      const chosen = choose(sold.producto, input.opciones ?? [], `${at}/opciones`);
      errors.push(...chosen.errors);
      return [
        { input, producto: sold.producto, precioUnitario: sold.producto.precio.monto + chosen.recargo },
      ];
    });
    if (errors.length > 0) throw DomainError.invalid(errors);
    if (unsold.length > 0) throw new DomainError('producto-no-disponible', {}, unsold);
    return lines;
  }
}

/** @throws {DomainError} `validacion` for no address, `fuera-de-zona` */
function deliveryFee({ direccion, entrega }: SoldComercio, basket: CanastaInput): number {
  const { tipo, direccion: to } = basket.entrega;
  if (tipo === 'retiro') return 0;
  if (!to) throw DomainError.invalid([{ pointer: '#/entrega/direccion', code: 'requerido' }]);
  const from = { lat: direccion.lat ?? null, lon: direccion.lon ?? null, pais: direccion.pais };
  const zone = { from, radioM: entrega.radioM ?? null, poligono: entrega.poligono };
  if (!isWithin(zone, to)) throw new DomainError('fuera-de-zona');
  return entrega.tarifa.monto;
}

/** @throws {DomainError} `validacion` for another currency, `precio-cambiado` */
function assertExpected({ totalEsperado }: CanastaInput, total: number, moneda: string): void {
  if (!totalEsperado) return;
  if (totalEsperado.moneda !== moneda)
    throw DomainError.invalid([
      { pointer: '#/totalEsperado/moneda', code: 'otra-moneda', params: { moneda } },
    ]);
  if (totalEsperado.monto !== total) throw new DomainError('precio-cambiado', { total });
}
