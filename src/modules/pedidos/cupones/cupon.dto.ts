import { IsOptional } from 'class-validator';
import { Instant, Integer, Nested, NestedList, Text, Uuid } from '../../../platform/validation/fields.js';
import { Simbolo } from '../../catalogo/contract.js';
import { Dinero, Importe, Moneda } from '../../dinero/contract.js';

const MANY = 1_000_000_000;

/** A new cupón: so many per mille off, or an amount. */
export class CuponInput {
  @Simbolo()
  codigo!: string;

  /** Of every comercio of its currency if null, where an operador makes it. */
  @IsOptional()
  @Uuid()
  comercioId?: string | null;

  @IsOptional()
  @Integer({ min: 1, max: 1_000 })
  porMil?: number | null;

  @IsOptional()
  @Nested(() => Dinero)
  monto?: Dinero | null;

  @Moneda()
  moneda!: string;

  /** Least that the lines have to come to. */
  @IsOptional()
  @Nested(() => Dinero)
  minimo?: Dinero | null;

  @IsOptional()
  @Instant()
  desde?: string | null;

  @IsOptional()
  @Instant({ notBefore: 'desde' })
  hasta?: string | null;

  /** Pedidos in all. */
  @IsOptional()
  @Integer({ min: 1, max: MANY })
  limite?: number | null;

  /** Pedidos of one buyer. */
  @IsOptional()
  @Integer({ min: 1, max: MANY })
  limitePorComprador?: number | null;
}

/** A cupón, as the API answers it. */
export class CuponLeido {
  @Uuid()
  id!: string;

  @Text({ max: 60 })
  codigo!: string;

  @IsOptional()
  @Uuid()
  comercioId!: string | null;

  @IsOptional()
  @Integer({ min: 1, max: 1_000 })
  porMil!: number | null;

  @IsOptional()
  @Nested(() => Importe)
  monto!: Importe | null;

  @Moneda()
  moneda!: string;

  @Nested(() => Importe)
  minimo!: Importe;

  @IsOptional()
  @Instant()
  desde!: string | null;

  @IsOptional()
  @Instant()
  hasta!: string | null;

  @IsOptional()
  @Integer({ min: 1, max: MANY })
  limite!: number | null;

  @IsOptional()
  @Integer({ min: 1, max: MANY })
  limitePorComprador!: number | null;

  /** Pedidos that it counts for. */
  @Integer({ min: 0, max: MANY })
  usos!: number;

  @Instant()
  creadoEn!: string;
}

/** A page of cupones. */
export class PaginaCupones {
  @NestedList(() => CuponLeido, { min: 0, max: 200 })
  datos!: CuponLeido[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
