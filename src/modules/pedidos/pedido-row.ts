import type { PagoDePedido } from '../pagos/contract.js';
import type { EstadoPedido } from './domain/moves.js';
import type { LineaPedido, OpcionElegida, Pedido } from './pedido.dto.js';

export const PEDIDO_COLUMNS = `id, numero, comercio_id, cliente_id, transportista_id, comprador_id, compra_id, estado, motivo, moneda,
  lineas_monto, descuento, envio_monto, impuesto, impuesto_incluido, total, cupon_id, entrega_tipo, entrega_direccion,
  entrega_ciudad, entrega_region, entrega_pais, entrega_codigo_postal, entrega_lat, entrega_lon, contacto_nombre,
  contacto_telefono, instrucciones, codigo_retiro, aceptacion_s, preparacion_minutos, entrega_estimada, entregado_en,
  codigo_envio, vence_en, version, creado_en`;

/** A row of `PEDIDO_COLUMNS`. */
export interface PedidoRow {
  id: string;
  numero: number;
  comercio_id: string;
  cliente_id: string;
  transportista_id: string;
  comprador_id: string | null;
  compra_id: string | null;
  estado: EstadoPedido;
  motivo: string | null;
  moneda: string;
  lineas_monto: number;
  descuento: number;
  envio_monto: number;
  impuesto: number;
  impuesto_incluido: number;
  total: number;
  cupon_id: string | null;
  entrega_tipo: 'domicilio' | 'retiro';
  entrega_direccion: string | null;
  entrega_ciudad: string | null;
  entrega_region: string | null;
  entrega_pais: string | null;
  entrega_codigo_postal: string | null;
  entrega_lat: number | null;
  entrega_lon: number | null;
  contacto_nombre: string | null;
  contacto_telefono: string | null;
  instrucciones: string | null;
  codigo_retiro: string | null;
  aceptacion_s: number;
  preparacion_minutos: number | null;
  entrega_estimada: string | null;
  entregado_en: string | null;
  codigo_envio: string | null;
  vence_en: string | null;
  version: number;
  creado_en: string;
}

export const LINEA_COLUMNS = `pedido_id, indice, producto_id, sku, nombre, cantidad, precio_unitario, subtotal, opciones,
  peso_g, reservado, nota`;

/** A row of `LINEA_COLUMNS`. */
export interface LineaRow {
  pedido_id: string;
  indice: number;
  producto_id: string;
  sku: string;
  nombre: string;
  cantidad: number;
  precio_unitario: number;
  subtotal: number;
  opciones: OpcionElegida[];
  peso_g: number;
  reservado: boolean;
  nota: string | null;
}

/** A line as the API answers it. */
export function toLinea(row: LineaRow, moneda: string): LineaPedido {
  return {
    productoId: row.producto_id,
    sku: row.sku,
    nombre: row.nombre,
    cantidad: row.cantidad,
    precioUnitario: { monto: row.precio_unitario, moneda },
    opciones: row.opciones,
    subtotal: { monto: row.subtotal, moneda },
    nota: row.nota,
  };
}

function entregaOf(row: PedidoRow): Pedido['entrega'] {
  const { entrega_ciudad: ciudad, entrega_region: region, entrega_pais: pais } = row;
  return {
    tipo: row.entrega_tipo,
    direccion:
      ciudad === null
        ? null
        : {
            direccion: row.entrega_direccion ?? '•',
            ciudad,
            region: region ?? '',
            pais: pais ?? '',
            codigoPostal: row.entrega_codigo_postal,
            lat: row.entrega_lat,
            lon: row.entrega_lon,
          },
    instrucciones: row.instrucciones,
    contacto:
      row.contacto_nombre === null ? null : { nombre: row.contacto_nombre, telefono: row.contacto_telefono },
  };
}

/**
 * A pedido as the API answers it.
 *
 * @param showsCode - Whether whoever asks may see the code that the buyer shows.
 */
export function toPedido(
  row: PedidoRow,
  lineas: readonly LineaRow[],
  pagos: readonly PagoDePedido[],
  showsCode: boolean,
): Pedido {
  const { moneda } = row;
  const importe = (monto: number) => ({ monto, moneda });
  return {
    id: row.id,
    numero: row.numero,
    estado: row.estado,
    motivo: row.motivo,
    comercioId: row.comercio_id,
    compradorId: row.comprador_id,
    compraId: row.compra_id,
    lineas: lineas.map((linea) => toLinea(linea, moneda)),
    totales: {
      lineas: importe(row.lineas_monto),
      descuento: importe(row.descuento),
      envio: importe(row.envio_monto),
      impuesto: importe(row.impuesto),
      impuestoIncluido: importe(row.impuesto_incluido),
      total: importe(row.total),
    },
    entrega: entregaOf(row),
    ...(showsCode && row.codigo_retiro !== null && { codigoRetiro: row.codigo_retiro }),
    pagos: [...pagos],
    codigoEnvio: row.codigo_envio,
    entregaId: null,
    expiraEn: row.vence_en,
    entregaEstimada: row.entrega_estimada,
    entregadoEn: row.entregado_en,
    version: row.version,
    creadoEn: row.creado_en,
  };
}
