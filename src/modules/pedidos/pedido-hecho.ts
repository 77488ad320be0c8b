import { IsOptional } from 'class-validator';
import { declareFact } from '../../platform/log/fact-types.js';
import { Integer, Nested, NestedList, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { ESTADOS_PEDIDO, type EstadoPedido } from './domain/moves.js';

const MOST = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** What a pedido came to, in minor units. */
export class HechoTotales {
  @Integer(MOST)
  lineas!: number;

  @Integer(MOST)
  descuento!: number;

  @Integer(MOST)
  envio!: number;

  @Integer(MOST)
  impuesto!: number;

  @Integer(MOST)
  impuestoIncluido!: number;

  @Integer(MOST)
  total!: number;
}

/** So many of a producto, and what they came to. */
export class HechoLinea {
  @Uuid()
  productoId!: string;

  @Integer({ min: 1, max: 1_000 })
  cantidad!: number;

  @Integer(MOST)
  subtotal!: number;
}

/** What the log says of a pedido that was placed: ids and amounts, nothing of any person. */
export class PedidoCreado {
  @Uuid()
  id!: string;

  @Integer(MOST)
  numero!: number;

  @OneOf(ESTADOS_PEDIDO)
  estado!: EstadoPedido;

  @Text({ max: 3 })
  moneda!: string;

  @Nested(() => HechoTotales)
  totales!: HechoTotales;

  @NestedList(() => HechoLinea, { min: 1, max: 100 })
  lineas!: HechoLinea[];
}

/** What the log says of a pedido that was moved. */
export class PedidoMovido {
  @Uuid()
  id!: string;

  @Integer(MOST)
  numero!: number;

  @OneOf(ESTADOS_PEDIDO)
  estado!: EstadoPedido;

  @OneOf(ESTADOS_PEDIDO)
  estadoAnterior!: EstadoPedido;

  @IsOptional()
  @Text({ max: 60 })
  motivo?: string | null;

  @IsOptional()
  @Text({ max: 20 })
  codigoEnvio?: string | null;

  /** Until it is ready. */
  @IsOptional()
  @Integer(MOST)
  minutos?: number | null;
}

const OF_PEDIDO = { subject: 'pedido', table: 'hechos_pedido' } as const;

/** A pedido was placed. */
export const PEDIDO_CREADO = declareFact({
  type: 'pe.trazo.pedido.creado.v1',
  ...OF_PEDIDO,
  Data: PedidoCreado,
});

/** A pedido was moved from one estado to another. */
export const PEDIDO_MOVIDO = declareFact({
  type: 'pe.trazo.pedido.estado-cambiado.v1',
  ...OF_PEDIDO,
  Data: PedidoMovido,
});
