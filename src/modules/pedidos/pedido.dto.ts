import { IsOptional } from 'class-validator';
import { Sometimes } from '../../platform/api-description/presence.js';
import {
  FreeObject,
  Instant,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Phone,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { Simbolo } from '../catalogo/contract.js';
import { Importe } from '../dinero/contract.js';
import { Direccion } from '../envios/contract.js';
import { PagoDePedido, PagoInput } from '../pagos/contract.js';
import { ESTADOS_PEDIDO, type EstadoPedido } from './domain/moves.js';

/** A value of an option that was chosen. */
export class OpcionElegida {
  @Simbolo()
  opcion!: string;

  @Simbolo()
  valor!: string;
}

/** So many of a producto. */
export class LineaInput {
  @Uuid()
  productoId!: string;

  @Integer({ min: 1, max: 1_000 })
  cantidad!: number;

  @IsOptional()
  @NestedList(() => OpcionElegida, { min: 0, max: 50 })
  opciones?: OpcionElegida[] | null;

  @IsOptional()
  @Text({ max: 500 })
  nota?: string | null;
}

/** Whom to ask for. */
export class Contacto {
  @Text({ max: 200 })
  nombre!: string;

  @IsOptional()
  @Phone()
  telefono?: string | null;
}

export const TIPOS_ENTREGA = ['domicilio', 'retiro'] as const;

/** How the buyer gets it: brought to an address, or fetched. */
export class EntregaInput {
  @OneOf(TIPOS_ENTREGA)
  tipo!: (typeof TIPOS_ENTREGA)[number];

  @IsOptional()
  @Nested(() => Direccion)
  direccion?: Direccion | null;

  @IsOptional()
  @Text({ max: 500 })
  instrucciones?: string | null;

  @IsOptional()
  @Nested(() => Contacto)
  contacto?: Contacto | null;
}

/** What somebody would buy of one comercio. */
export class CanastaInput {
  @Uuid()
  comercioId!: string;

  @NestedList(() => LineaInput, { min: 1, max: 100 })
  lineas!: LineaInput[];

  /** Codigo of a cupón. */
  @IsOptional()
  @Text({ max: 60 })
  cupon?: string | null;

  @Nested(() => EntregaInput)
  entrega!: EntregaInput;

  /** What pedidos of several comercios have in common that were placed together. */
  @IsOptional()
  @Uuid()
  compraId?: string | null;

  /** What the buyer was shown; with another total nothing is placed. */
  @IsOptional()
  @Nested(() => Importe)
  totalEsperado?: Importe | null;

  /** The cliente who buys, where an operador places it; else it is whoever asks. */
  @IsOptional()
  @Uuid()
  compradorId?: string | null;
}

/** What somebody wants to know the price of. */
export class CotizacionInput extends CanastaInput {
  @IsOptional()
  @NestedList(() => PagoInput, { min: 0, max: 5 })
  pagos?: PagoInput[] | null;
}

/** What somebody buys. */
export class PedidoInput extends CanastaInput {
  @NestedList(() => PagoInput, { min: 1, max: 5 })
  pagos!: PagoInput[];

  /** When it was really placed, for backfill by an operador. */
  @IsOptional()
  @Instant({ min: '2000-01-01T00:00:00Z', hoursAhead: 1 })
  creadoEn?: string | null;
}

/** A line with what it came to. */
export class LineaPedido {
  @Uuid()
  productoId!: string;

  @Text({ max: 60 })
  sku!: string;

  @Text({ max: 300 })
  nombre!: string;

  @Integer({ min: 1, max: 1_000 })
  cantidad!: number;

  /** With the surcharges of its options. */
  @Nested(() => Importe)
  precioUnitario!: Importe;

  @NestedList(() => OpcionElegida, { min: 0, max: 50 })
  opciones!: OpcionElegida[];

  @Nested(() => Importe)
  subtotal!: Importe;

  @IsOptional()
  @Text({ max: 500 })
  nota!: string | null;
}

/** What it comes to: `total` is lines, delivery and tax, less the discount. */
export class TotalesPedido {
  @Nested(() => Importe)
  lineas!: Importe;

  @Nested(() => Importe)
  descuento!: Importe;

  @Nested(() => Importe)
  envio!: Importe;

  /** What is added to the prices. */
  @Nested(() => Importe)
  impuesto!: Importe;

  /** What is in the prices. */
  @Nested(() => Importe)
  impuestoIncluido!: Importe;

  @Nested(() => Importe)
  total!: Importe;
}

/** What a basket would come to. */
export class Cotizacion {
  @NestedList(() => LineaPedido, { min: 1, max: 100 })
  lineas!: LineaPedido[];

  @Nested(() => TotalesPedido)
  totales!: TotalesPedido;
}

/** A pedido, as the API answers it. */
export class Pedido extends Cotizacion {
  @Uuid()
  id!: string;

  /** A short number for people. */
  @Integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
  numero!: number;

  @OneOf(ESTADOS_PEDIDO)
  estado!: EstadoPedido;

  /** Why it is cancelled or refused. */
  @IsOptional()
  @Text({ max: 60 })
  motivo!: string | null;

  @Uuid()
  comercioId!: string;

  @IsOptional()
  @Uuid()
  compradorId!: string | null;

  @IsOptional()
  @Uuid()
  compraId!: string | null;

  @Nested(() => EntregaInput)
  entrega!: EntregaInput;

  /** What the buyer shows when he fetches it; the comercio does not see it. */
  @Sometimes()
  @IsOptional()
  @Text({ max: 10 })
  codigoRetiro?: string | null;

  @NestedList(() => PagoDePedido, { min: 0, max: 100 })
  pagos!: PagoDePedido[];

  @IsOptional()
  @Text({ max: 20 })
  codigoEnvio!: string | null;

  @IsOptional()
  @Uuid()
  entregaId!: string | null;

  /** Until when money, or the comercio's yes, may come. */
  @IsOptional()
  @Instant()
  expiraEn!: string | null;

  @IsOptional()
  @Instant()
  entregaEstimada!: string | null;

  @IsOptional()
  @Instant()
  entregadoEn!: string | null;

  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;

  @Instant()
  creadoEn!: string;
}

/** A page of pedidos. */
export class PaginaPedidos {
  @NestedList(() => Pedido, { min: 0, max: 200 })
  datos!: Pedido[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** Something that happened to a pedido. */
export class HechoPedido {
  @Uuid()
  id!: string;

  @Text({ max: 100 })
  tipo!: string;

  @Instant()
  ocurridoEn!: string;

  @FreeObject()
  datos!: object;
}

/** The whole story of a pedido, the oldest first. */
export class ListaHechos {
  @NestedList(() => HechoPedido, { min: 1, max: 10_000 })
  datos!: HechoPedido[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}
