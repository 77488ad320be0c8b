import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Country, Latitude, Longitude, Text } from '../../platform/validation/fields.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Centro } from '../../modules/centros/contract.js';

/** A centro: a place where envíos are sorted, kept or handed over. */
export class CreateCentroInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Short code, unique among centros. */
  @Text({ max: 40 })
  codigo!: string;

  @Text({ max: 120 })
  ciudad!: string;

  /** Region or state, as the country abbreviates it. */
  @Text({ max: 60 })
  region!: string;

  @Country()
  pais!: string;

  @IsOptional()
  @Latitude()
  lat?: number | null;

  @IsOptional()
  @Longitude()
  lon?: number | null;
}

/** Creates un centro. */
export class CreateCentroCommand extends Command<Centro> {
  constructor(
    readonly input: CreateCentroInput,
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
