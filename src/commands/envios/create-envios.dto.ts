import { IsOptional } from 'class-validator';
import { Codigo } from '../../modules/codigos/contract.js';
import { Destinatario, Direccion } from '../../modules/envios/places.dto.js';
import { Instant, Integer, Nested, NestedList, Text, Uuid } from '../../platform/validation/fields.js';

/** Most envíos of one batch. */
export const MAX_LOTE = 1_000;

/** A new envío. */
export class EnvioInput {
  /** A code that was reserved for it (`POST /v1/codigos`); a new one if left out. */
  @IsOptional()
  @Codigo()
  codigo?: string | null;

  @Uuid()
  clienteId!: string;

  @Uuid()
  transportistaId!: string;

  /** The cliente's own reference, an order number for instance. */
  @IsOptional()
  @Text({ max: 100 })
  referencia?: string | null;

  @Nested(() => Destinatario)
  destinatario!: Destinatario;

  @Nested(() => Direccion)
  origen!: Direccion;

  @Nested(() => Direccion)
  destino!: Direccion;

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
