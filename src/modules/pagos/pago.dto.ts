import { IsOptional } from 'class-validator';
import { Instant, Integer, Nested, NestedList, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { Dinero, Importe } from '../dinero/contract.js';
import { ESTADOS_PAGO, METODOS, type Metodo } from './domain/pago.js';

/** How somebody pays, or a part of it. */
export class PagoInput {
  @OneOf(METODOS)
  metodo!: Metodo;

  /** What is left of the total if null: of one pago at most. */
  @IsOptional()
  @Nested(() => Importe)
  monto?: Importe | null;

  /** Instalments. */
  @Integer({ min: 1, max: 60 })
  cuotas: number = 1;

  /** Who takes the money, where several may. */
  @IsOptional()
  @Text({ max: 40 })
  proveedor?: string | null;

  /** A method that the buyer has stored. */
  @IsOptional()
  @Uuid()
  metodoPagoId?: string | null;

  /** Code of a vale. */
  @IsOptional()
  @Text({ max: 60 })
  vale?: string | null;

  /** Where the provider sends the buyer back to. */
  @IsOptional()
  @Text({ max: 2_000 })
  urlRetorno?: string | null;
}

/** What a buyer has to do to pay. */
export class PagoAccion {
  @Text({ max: 2_000 })
  url!: string;
}

/** A pago, as its pedido shows it. */
export class PagoDePedido {
  @Uuid()
  id!: string;

  @OneOf(ESTADOS_PAGO)
  estado!: string;

  @OneOf(METODOS)
  metodo!: string;

  @Nested(() => Importe)
  monto!: Importe;

  @IsOptional()
  @Nested(() => PagoAccion)
  accion!: PagoAccion | null;
}

/** A pago, as the API answers it. */
export class Pago extends PagoDePedido {
  @Uuid()
  pedidoId!: string;

  @Nested(() => Importe)
  capturado!: Importe;

  @Nested(() => Importe)
  reembolsado!: Importe;

  @Integer({ min: 1, max: 60 })
  cuotas!: number;

  @Text({ max: 40 })
  proveedor!: string;

  /** The provider's own name for it. */
  @IsOptional()
  @Text({ max: 200 })
  referencia!: string | null;

  @IsOptional()
  @Text({ max: 200 })
  razonFallo!: string | null;

  @Instant()
  creadoEn!: string;
}

/** Money that goes back. */
export class ReembolsoInput {
  @Nested(() => Dinero)
  monto!: Dinero;

  @Text({ max: 200 })
  motivo!: string;
}

/** Money that went back, or is on its way. */
export class Reembolso {
  @Uuid()
  id!: string;

  @Uuid()
  pagoId!: string;

  @OneOf(['pendiente', 'hecho', 'fallido'])
  estado!: string;

  @Nested(() => Importe)
  monto!: Importe;

  @Text({ max: 200 })
  motivo!: string;

  @Instant()
  creadoEn!: string;
}

/** A balance of the house that somebody may spend. */
export class ValeInput {
  @Nested(() => Dinero)
  monto!: Dinero;

  /** Until when; without end if null. */
  @IsOptional()
  @Instant()
  expiraEn?: string | null;
}

/** A vale, without its code. */
export class Vale {
  @Uuid()
  id!: string;

  @Nested(() => Importe)
  inicial!: Importe;

  /** What is left of it. */
  @Nested(() => Importe)
  saldo!: Importe;

  @IsOptional()
  @Instant()
  expiraEn!: string | null;

  @Instant()
  creadoEn!: string;
}

/** A vale that was just made, with its code: it is not shown again. */
export class ValeCreado extends Vale {
  @Text({ max: 60 })
  codigo!: string;
}

/** A page of vales. */
export class PaginaVales {
  @NestedList(() => Vale, { min: 0, max: 200 })
  datos!: Vale[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
