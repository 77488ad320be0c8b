import { IsOptional } from 'class-validator';
import { Instant, NestedList, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { Codigo } from '../codigos/contract.js';
import { type Estado, ESTADOS } from '../estados/contract.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** An envío that was created now. */
export class EnvioCreado {
  @Uuid()
  id!: string;

  @Codigo()
  codigo!: string;

  @IsOptional()
  @Text({ max: 100 })
  referencia!: string | null;

  @OneOf(ESTADOS)
  estado!: Estado;

  @Instant(SINCE)
  creadoEn!: string;
}

/** The envíos of a batch, in its order. */
export class LoteCreado {
  @NestedList(() => EnvioCreado, { min: 1, max: 1_000 })
  envios!: EnvioCreado[];
}
