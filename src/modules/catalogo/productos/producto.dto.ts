import { IsOptional } from 'class-validator';
import { Field, type Violation } from '../../../platform/validation/field-rule.js';
import {
  Flag,
  FreeObject,
  Instant,
  Integer,
  Nested,
  NestedList,
  Omissible,
  Text,
  Uuid,
} from '../../../platform/validation/fields.js';
import { Dinero } from '../../dinero/contract.js';
import { Simbolo } from './simbolo-field.js';

/** Most pieces of one movement of stock. */
const MAX_PIEZAS = 1_000_000_000;

/** A URL of an image; none can be kept so far. */
const Imagenes = () =>
  Field({
    schema: { type: 'array', items: { type: 'string' }, maxItems: 0 },
    check(value): Violation | undefined {
      if (!Array.isArray(value))
        return { code: 'tipo', params: { esperado: { es: 'una lista', en: 'a list' } } };
      return value.length > 0 ? { code: 'cantidad', params: { min: 0, max: 0 } } : undefined;
    },
  });

/** One of the choices of an opcion. */
export class ValorOpcion {
  @Simbolo()
  codigo!: string;

  @Text({ max: 200 })
  nombre!: string;

  /** What it costs more. */
  @IsOptional()
  @Nested(() => Dinero)
  recargo?: Dinero | null;
}

/** Something that a buyer chooses: `min` to `max` of its values. */
export class Opcion {
  @Simbolo()
  codigo!: string;

  @Text({ max: 200 })
  nombre!: string;

  @Integer({ min: 0, max: 50 })
  min!: number;

  @Integer({ min: 1, max: 50 })
  max!: number;

  @NestedList(() => ValorOpcion, { min: 1, max: 100 })
  valores!: ValorOpcion[];
}

/** Between which instants a producto is sold; null is without bound. */
export class Temporada {
  @IsOptional()
  @Instant()
  desde?: string | null;

  @IsOptional()
  @Instant({ notBefore: 'desde' })
  hasta?: string | null;
}

/** Whether the stock of a new producto is counted, and what there is. */
export class ExistenciasInput {
  @Flag()
  control!: boolean;

  @Integer({ min: 0, max: MAX_PIEZAS })
  inicial: number = 0;
}

/** A new producto. */
export class ProductoInput {
  /** Its name for machines; one a comercio. */
  @Simbolo()
  sku!: string;

  @Text({ max: 300 })
  nombre!: string;

  @IsOptional()
  @Text({ max: 4_000 })
  descripcion?: string | null;

  @Nested(() => Dinero)
  precio!: Dinero;

  /** Codigo of its categoría, which is made if it is not there. */
  @Simbolo()
  categoria!: string;

  @Integer({ min: 0, max: 100_000_000 })
  pesoG: number = 0;

  @Flag()
  disponible: boolean = true;

  /** As the esquema of its categoría has them. */
  @IsOptional()
  @FreeObject({ maxBytes: 16_384 })
  atributos?: Record<string, unknown> | null;

  @IsOptional()
  @Nested(() => Temporada)
  temporada?: Temporada | null;

  @IsOptional()
  @Imagenes()
  imagenes?: string[] | null;

  @IsOptional()
  @NestedList(() => Opcion, { min: 0, max: 20 })
  opciones?: Opcion[] | null;

  @IsOptional()
  @Nested(() => ExistenciasInput)
  existencias?: ExistenciasInput | null;
}

/** Whether the stock of a producto is counted. */
export class ExistenciasCambio {
  @Flag()
  control!: boolean;
}

/** What of a producto changes; what is left out stays. */
export class ProductoCambio {
  @Omissible()
  @Text({ max: 300 })
  nombre?: string;

  @IsOptional()
  @Text({ max: 4_000 })
  descripcion?: string | null;

  @Omissible()
  @Nested(() => Dinero)
  precio?: Dinero;

  @Omissible()
  @Simbolo()
  categoria?: string;

  @Omissible()
  @Integer({ min: 0, max: 100_000_000 })
  pesoG?: number;

  @Omissible()
  @Flag()
  disponible?: boolean;

  @Omissible()
  @FreeObject({ maxBytes: 16_384 })
  atributos?: Record<string, unknown>;

  @Omissible()
  @Nested(() => Temporada)
  temporada?: Temporada;

  @Omissible()
  @NestedList(() => Opcion, { min: 0, max: 20 })
  opciones?: Opcion[];

  @Omissible()
  @Nested(() => ExistenciasCambio)
  existencias?: ExistenciasCambio;
}

/** What there is of a producto; the counts are null where nobody counts. */
export class Existencias {
  @Flag()
  control!: boolean;

  @IsOptional()
  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  fisicas!: number | null;

  @IsOptional()
  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  reservadas!: number | null;

  @IsOptional()
  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  disponibles!: number | null;
}

/** A producto, as the API answers it. */
export class Producto {
  @Uuid()
  id!: string;

  @Uuid()
  comercioId!: string;

  @Text({ max: 60 })
  sku!: string;

  @Text({ max: 300 })
  nombre!: string;

  @IsOptional()
  @Text({ max: 4_000 })
  descripcion!: string | null;

  @Nested(() => Dinero)
  precio!: Dinero;

  @Text({ max: 60 })
  categoria!: string;

  @Integer({ min: 0, max: 100_000_000 })
  pesoG!: number;

  @Flag()
  disponible!: boolean;

  @FreeObject()
  atributos!: Record<string, unknown>;

  @Nested(() => Temporada)
  temporada!: Temporada;

  @Imagenes()
  imagenes!: string[];

  @NestedList(() => Opcion, { min: 0, max: 20 })
  opciones!: Opcion[];

  @Nested(() => Existencias)
  existencias!: Existencias;

  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;

  @Instant()
  creadoEn!: string;
}

/** A page of productos. */
export class PaginaProductos {
  @NestedList(() => Producto, { min: 0, max: 200 })
  datos!: Producto[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
