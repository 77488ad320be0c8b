import { IsOptional } from 'class-validator';
import {
  Country,
  Email,
  Instant,
  Integer,
  Latitude,
  Longitude,
  Nested,
  NestedList,
  Phone,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';

/** Most envíos of one batch. */
export const MAX_LOTE = 1_000;

/** Who receives an envío. */
export class DestinatarioInput {
  @Text({ max: 200 })
  nombre!: string;

  @IsOptional()
  @Phone()
  telefono?: string | null;

  @IsOptional()
  @Email()
  email?: string | null;
}

/** Where an envío comes from or goes to. */
export class DireccionInput {
  @Text({ max: 300 })
  direccion!: string;

  @Text({ max: 120 })
  ciudad!: string;

  /** Region or state, as the country abbreviates it. */
  @Text({ max: 60 })
  region!: string;

  @Country()
  pais!: string;

  @IsOptional()
  @Text({ max: 20 })
  codigoPostal?: string | null;

  @IsOptional()
  @Latitude()
  lat?: number | null;

  @IsOptional()
  @Longitude()
  lon?: number | null;
}

/** A new envío. */
export class EnvioInput {
  @Uuid()
  clienteId!: string;

  @Uuid()
  transportistaId!: string;

  /** The cliente's own reference, an order number for instance. */
  @IsOptional()
  @Text({ max: 100 })
  referencia?: string | null;

  @Nested(() => DestinatarioInput)
  destinatario!: DestinatarioInput;

  @Nested(() => DireccionInput)
  origen!: DireccionInput;

  @Nested(() => DireccionInput)
  destino!: DireccionInput;

  /** Pieces. */
  @Integer({ min: 1, max: 10_000 })
  bultos!: number;

  /** Weight in grams. */
  @Integer({ min: 0, max: 2_000_000_000 })
  pesoG!: number;

  /** When it should arrive. */
  @IsOptional()
  @Instant({ min: '2000-01-01T00:00:00Z' })
  fechaEstimada?: string | null;

  /** When it was really created, for backfill. Defaults to now. */
  @IsOptional()
  @Instant({ min: '2000-01-01T00:00:00Z', hoursAhead: 1 })
  creadoEn?: string | null;
}

/** Up to a thousand new envíos: all of them are created, or none. */
export class LoteInput {
  @NestedList(() => EnvioInput, { min: 1, max: MAX_LOTE })
  envios!: EnvioInput[];
}
