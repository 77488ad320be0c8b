import { IsOptional } from 'class-validator';
import { Country, Email, Latitude, Longitude, Phone, Text } from '../../platform/validation/fields.js';

/** Who receives an envío. */
export class Destinatario {
  @Text({ max: 200 })
  nombre!: string;

  @IsOptional()
  @Phone()
  telefono?: string | null;

  @IsOptional()
  @Email()
  email?: string | null;
}

/** Where an envío comes from, or goes to. */
export class Direccion {
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
