import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type pg from 'pg';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Facts } from '../../platform/log/facts.js';
import { PEDIDO_CREADO } from './pedido-hecho.js';
import { PEDIDO_COLUMNS, type PedidoRow } from './pedido-row.js';
import type { PedidoInput } from './pedido.dto.js';
import type { Priced, PricedLine } from './precio/basket-pricer.js';

/** A pedido that is to be placed. */
export interface NewPedido {
  id: string;
  creadoEn: string;
  compradorId: string | null;
  input: PedidoInput;
  priced: Priced;
  /** Seconds that its money may take. */
  moneyS: number;
}

// $1: the row as JSON, keys as columns; $2 seconds until it expires.
const INSERT = `
  INSERT INTO pedidos (id, comercio_id, cliente_id, transportista_id, comprador_id, compra_id, estado, moneda, lineas_monto,
    descuento, envio_monto, impuesto, impuesto_incluido, total, cupon_id, entrega_tipo, entrega_direccion, entrega_ciudad,
    entrega_region, entrega_pais, entrega_codigo_postal, entrega_lat, entrega_lon, contacto_nombre, contacto_telefono,
    instrucciones, codigo_retiro, aceptacion_s, vence_en, creado_en)
  SELECT id, comercio_id, cliente_id, transportista_id, comprador_id, compra_id, 'pendiente', moneda, lineas_monto, descuento,
    envio_monto, impuesto, impuesto_incluido, total, cupon_id, entrega_tipo, entrega_direccion, entrega_ciudad, entrega_region,
    entrega_pais, entrega_codigo_postal, entrega_lat, entrega_lon, contacto_nombre, contacto_telefono, instrucciones,
    codigo_retiro, aceptacion_s, now() + make_interval(secs => $2), creado_en
  FROM json_populate_record(NULL::pedidos, $1)
  RETURNING ${PEDIDO_COLUMNS}`;

const INSERT_LINES = `
  INSERT INTO pedido_lineas SELECT * FROM json_populate_recordset(NULL::pedido_lineas, $1)`;

/** Ids by which a fact of a pedido may be seen. */
export const ownersOf = ({ comercio_id, cliente_id, comprador_id }: PedidoRow) => ({
  comercioId: comercio_id,
  clienteId: cliente_id,
  ...(comprador_id !== null && { compradorId: comprador_id }),
});

/** Places pedidos inside the caller's transaction. */
@Injectable()
export class PedidoWriter {
  /** @throws {DomainError} `validacion` for a buyer that does not exist */
  async insert(db: Queryable, pedido: NewPedido): Promise<PedidoRow> {
    const { rows } = await db
      .query<PedidoRow>({
        name: 'insert-pedido',
        text: INSERT,
        values: [JSON.stringify(toColumns(pedido)), pedido.moneyS],
      })
      .catch((error: unknown) => {
        if ((error as Partial<pg.DatabaseError>).constraint !== 'pedidos_comprador') throw error;
        throw DomainError.invalid([{ pointer: '#/compradorId', code: 'no-existe' }]);
      });
    const row = rows[0] as PedidoRow;
    const lines = pedido.priced.lines.map((line, indice) => toLineColumns(row.id, indice, line));
    await db.query({ name: 'insert-pedido-lineas', text: INSERT_LINES, values: [JSON.stringify(lines)] });
    const { totals } = pedido.priced;
    await Facts.add(db, PEDIDO_CREADO, {
      subject: row.id,
      owners: ownersOf(row),
      data: {
        id: row.id,
        numero: row.numero,
        estado: row.estado,
        moneda: row.moneda,
        totales: totals,
        lineas: pedido.priced.lines.map(({ producto, input, subtotal }) => ({
          productoId: producto.id,
          cantidad: input.cantidad,
          subtotal,
        })),
      },
    });
    return row;
  }
}

function toColumns({ id, creadoEn, compradorId, input, priced }: NewPedido): Record<string, unknown> {
  const { comercio, totals, cupon } = priced;
  const { tipo, direccion, contacto, instrucciones } = input.entrega;
  const to = tipo === 'domicilio' ? direccion : null;
  return {
    id,
    comercio_id: comercio.id,
    cliente_id: comercio.clienteId,
    transportista_id: comercio.transportistaId,
    comprador_id: compradorId,
    compra_id: input.compraId,
    moneda: comercio.moneda,
    lineas_monto: totals.lineas,
    descuento: totals.descuento,
    envio_monto: totals.envio,
    impuesto: totals.impuesto,
    impuesto_incluido: totals.impuestoIncluido,
    total: totals.total,
    cupon_id: cupon?.id,
    entrega_tipo: tipo,
    entrega_direccion: to?.direccion,
    entrega_ciudad: to?.ciudad,
    entrega_region: to?.region,
    entrega_pais: to?.pais,
    entrega_codigo_postal: to?.codigoPostal,
    entrega_lat: to?.lat,
    entrega_lon: to?.lon,
    contacto_nombre: contacto?.nombre,
    contacto_telefono: contacto?.telefono,
    instrucciones,
    codigo_retiro: tipo === 'retiro' ? String(randomInt(100_000, 1_000_000)) : null,
    aceptacion_s: comercio.aceptacionS,
    creado_en: creadoEn,
  };
}

function toLineColumns(pedidoId: string, indice: number, line: PricedLine): Record<string, unknown> {
  const { input, producto } = line;
  return {
    pedido_id: pedidoId,
    indice,
    producto_id: producto.id,
    sku: producto.sku,
    nombre: producto.nombre,
    cantidad: input.cantidad,
    precio_unitario: line.precioUnitario,
    subtotal: line.subtotal,
    descuento: line.descuento,
    impuesto: line.impuesto,
    opciones: input.opciones ?? [],
    peso_g: producto.pesoG * input.cantidad,
    reservado: producto.existencias.control,
    nota: input.nota,
  };
}
