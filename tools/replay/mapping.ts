/**
 * From an order of the file to the bodies of the API. What the file lacks gets a value that says so, never an invented
 * one:
 *
 * | missing in the file | sent |
 * |---|---|
 * | seller (an order without items) | the cliente `Sin remitente`, one for all of them; as origin `Sin datos`, region `ND` |
 * | items (0) | `bultos: 1`: what is shipped is at least one piece |
 * | weight | `pesoG: 0` |
 * | postal code, position | null |
 * | street, name, phone (never published) | the postal code as address, `Cliente <first 8 of the id>`, none |
 *
 * The published final state is not used: only `compra`, `aprobado`, `entregado_al_transportista` and
 * `entregado_al_cliente` are dated events.
 */
import { v5 as uuidV5 } from 'uuid';
import type { Order, OrderEvent, OrderPlace } from './order.js';

/** Name space of the ids that are made out of orders. */
const NAMESPACE = 'b0a5f1de-5f0c-5d4c-9a64-0d2a7c1f8e36';
const PAIS = 'BR';
const UNKNOWN = 'Sin datos';
const UNKNOWN_REGION = 'ND';

/** What the API calls each event, and its place among those of the same second. */
const TIPOS = {
  compra: { tipo: 'registrado', secuencia: 1 },
  aprobado: { tipo: 'nota', secuencia: 2 },
  entregado_al_transportista: { tipo: 'recogido', secuencia: 3 },
  entregado_al_cliente: { tipo: 'entregado', secuencia: 4 },
} as const satisfies Record<OrderEvent['tipo'], { tipo: string; secuencia: number }>;

/** A traza without the code of its envío, which only the API knows. */
export interface TrazaDraft {
  idEvento: string;
  tipo: (typeof TIPOS)[OrderEvent['tipo']]['tipo'];
  ocurridoEn: string;
  secuencia: number;
  lugar: string | null;
  lat: number | null;
  lon: number | null;
  datos: { evento: OrderEvent['tipo'] };
}

/** The one transportista: the file does not say who carried an order. */
export const TRANSPORTISTA = { nombre: 'Transportista de Olist', codigo: 'OLIST' };

/** What tells clientes apart. */
export function clienteKeyOf({ remitente }: Order): string {
  return remitente.id ?? 'sin-remitente';
}

/** The cliente (remitente) of an order. */
export function toCliente({ remitente }: Order) {
  return remitente.id
    ? { nombre: `Vendedor ${remitente.id.slice(0, 8)}`, documento: remitente.id.slice(0, 40) }
    : { nombre: 'Sin remitente', documento: null };
}

/** The envío of an order, created when it was bought. */
export function toEnvio(order: Order, clienteId: string, transportistaId: string) {
  const bought = order.eventos.find(({ tipo }) => tipo === 'compra') as OrderEvent;
  return {
    clienteId,
    transportistaId,
    referencia: order.pedido,
    destinatario: {
      nombre: `Cliente ${order.destinatario.id?.slice(0, 8) ?? UNKNOWN.toLowerCase()}`,
      telefono: null,
      email: null,
    },
    origen: toDireccion(order.remitente),
    destino: toDireccion(order.destinatario),
    bultos: Math.max(1, order.bultos),
    pesoG: order.pesoG,
    fechaEstimada: order.prometido ?? null,
    creadoEn: bought.en,
  };
}

function toDireccion({ ciudad, region, codigoPostal, latLon }: OrderPlace) {
  return {
    direccion: codigoPostal ? `CEP ${codigoPostal}` : UNKNOWN,
    ciudad: ciudad || UNKNOWN,
    region: region || UNKNOWN_REGION,
    pais: PAIS,
    codigoPostal: codigoPostal || null,
    lat: latLon?.[0] ?? null,
    lon: latLon?.[1] ?? null,
  };
}

/** The trazas of an order. Their ids follow from order and event, so that a second replay sends the same ones. */
export function toTrazas(order: Order): TrazaDraft[] {
  return order.eventos.map(({ tipo, en }) => ({
    idEvento: uuidV5(`${order.pedido}/${tipo}`, NAMESPACE),
    ...TIPOS[tipo],
    ocurridoEn: en,
    ...placeOf(order, tipo),
    datos: { evento: tipo },
  }));
}

/** Handed over where the seller is, delivered where the customer is; buying and approving happen nowhere. */
function placeOf(order: Order, tipo: OrderEvent['tipo']): Pick<TrazaDraft, 'lugar' | 'lat' | 'lon'> {
  const where =
    tipo === 'entregado_al_transportista'
      ? order.remitente
      : tipo === 'entregado_al_cliente'
        ? order.destinatario
        : undefined;
  return {
    lugar: where?.ciudad || null,
    lat: where?.latLon?.[0] ?? null,
    lon: where?.latLon?.[1] ?? null,
  };
}
