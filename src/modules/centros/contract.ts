import { IsOptional } from 'class-validator';
import { Country, Latitude, Longitude, Text, Uuid } from '../../platform/validation/fields.js';

/** A centro: a place where envíos are sorted, kept or handed over. */
export class CentroInput {
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

/** A centro, as the API answers it. */
export class Centro extends CentroInput {
  @Uuid()
  id!: string;
}
