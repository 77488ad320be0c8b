import type { Metodo, EstadoPago } from './domain/pago.js';
import type { Pago, PagoDePedido } from './pago.dto.js';

export const PAGO_COLUMNS = `id, pedido_id, comercio_id, comprador_id, metodo, proveedor, estado, monto, capturado, reembolsado,
  moneda, cuotas, referencia, razon_fallo, accion_url, vale_id, creado_en`;

/** A row of `PAGO_COLUMNS`. */
export interface PagoRow {
  id: string;
  pedido_id: string;
  comercio_id: string;
  comprador_id: string | null;
  metodo: Metodo;
  proveedor: string;
  estado: EstadoPago;
  monto: number;
  capturado: number;
  reembolsado: number;
  moneda: string;
  cuotas: number;
  referencia: string | null;
  razon_fallo: string | null;
  accion_url: string | null;
  vale_id: string | null;
  creado_en: string;
}

/** A pago as its pedido shows it. */
export function toPagoDePedido({ id, estado, metodo, monto, moneda, accion_url }: PagoRow): PagoDePedido {
  return {
    id,
    estado,
    metodo,
    monto: { monto, moneda },
    accion: accion_url === null ? null : { url: accion_url },
  };
}

/** A pago as the API answers it. */
export function toPago(row: PagoRow): Pago {
  const { moneda } = row;
  return {
    ...toPagoDePedido(row),
    pedidoId: row.pedido_id,
    capturado: { monto: row.capturado, moneda },
    reembolsado: { monto: row.reembolsado, moneda },
    cuotas: row.cuotas,
    proveedor: row.proveedor,
    referencia: row.referencia,
    razonFallo: row.razon_fallo,
    creadoEn: row.creado_en,
  };
}
