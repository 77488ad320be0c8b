import { IsOptional } from 'class-validator';
import { Country, Latitude, Longitude, Text, Uuid } from '../../platform/validation/fields.js';

/** A centro, as the API answers it. */
export class Centro {
  @Uuid()
  id!: string;

  @Text({ max: 200 })
  nombre!: string;

  @Text({ max: 40 })
  codigo!: string;

  @Text({ max: 120 })
  ciudad!: string;

  @Text({ max: 60 })
  region!: string;

  @Country()
  pais!: string;

  @IsOptional()
  @Latitude()
  lat!: number | null;

  @IsOptional()
  @Longitude()
  lon!: number | null;
}
