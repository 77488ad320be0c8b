import { allocate, perMilleOf, perMilleWithin } from '../../dinero/contract.js';
import type { Totals } from '../domain/totals.js';

/** What a line asks for. */
export interface Asked {
  /** With the surcharges of its options. */
  precioUnitario: number;
  cantidad: number;
}

/** What decides what lines come to. */
export interface Rules {
  /** Taken off the lines; no more than they come to. */
  descuento: number;
  /** For bringing it. */
  envio: number;
  impuestoPorMil: number;
  preciosConImpuesto: boolean;
}

/** What one line comes to. */
export interface LineTotals {
  subtotal: number;
  /** Its share of the discount. */
  descuento: number;
  /** Of what is left: added to it, or in it. */
  impuesto: number;
}

/**
 * What lines come to: the one computation behind a quote and a pedido. The discount is divided over the lines, and the tax is
 * rounded half up a line; delivery is taxed as the lines are.
 */
export function totalsOf(asked: readonly Asked[], rules: Rules): { totals: Totals; lines: LineTotals[] } {
  const subtotals = asked.map(({ precioUnitario, cantidad }) => precioUnitario * cantidad);
  const lineas = sum(subtotals);
  const descuento = Math.min(rules.descuento, lineas);
  const shares = allocate(descuento, subtotals);
  const taxOf = (net: number) =>
    rules.preciosConImpuesto
      ? perMilleWithin(net, rules.impuestoPorMil)
      : perMilleOf(net, rules.impuestoPorMil);
  const lines = subtotals.map((subtotal, index) => {
    const share = shares[index] as number;
    return { subtotal, descuento: share, impuesto: taxOf(subtotal - share) };
  });
  const tax = sum(lines.map(({ impuesto }) => impuesto)) + taxOf(rules.envio);
  const [impuesto, impuestoIncluido] = rules.preciosConImpuesto ? [0, tax] : [tax, 0];
  const total = lineas - descuento + rules.envio + impuesto;
  return { totals: { lineas, descuento, envio: rules.envio, impuesto, impuestoIncluido, total }, lines };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
