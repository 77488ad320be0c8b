import { IsOptional } from 'class-validator';
import {
  Country,
  Email,
  Instant,
  Latitude,
  Longitude,
  Nested,
  Omissible,
  Phone,
  Text,
} from '../../platform/validation/fields.js';

/** What of whoever receives an envío changes; what is left out stays. */
export class DestinatarioCambio {
  @Omissible()
  @Text({ max: 200 })
  nombre?: string;

  /** Null takes it away. */
  @IsOptional()
  @Phone()
  telefono?: string | null;

  /** Null takes it away. */
  @IsOptional()
  @Email()
  email?: string | null;
}

/** What of an address changes; what is left out stays. */
export class DireccionCambio {
  @Omissible()
  @Text({ max: 300 })
  direccion?: string;

  @Omissible()
  @Text({ max: 120 })
  ciudad?: string;

  @Omissible()
  @Text({ max: 60 })
  region?: string;

  @Omissible()
  @Country()
  pais?: string;

  /** Null takes it away. */
  @IsOptional()
  @Text({ max: 20 })
  codigoPostal?: string | null;

  /** Null, with `lon`, takes the position away. */
  @IsOptional()
  @Latitude()
  lat?: number | null;

  /** Null, with `lat`, takes the position away. */
  @IsOptional()
  @Longitude()
  lon?: number | null;
}

/** What of an envío is corrected before it leaves; what is left out stays. */
export class EnvioCambio {
  @Omissible()
  @Nested(() => DestinatarioCambio)
  destinatario?: DestinatarioCambio;

  @Omissible()
  @Nested(() => DireccionCambio)
  origen?: DireccionCambio;

  @Omissible()
  @Nested(() => DireccionCambio)
  destino?: DireccionCambio;

  /** Null takes it away. */
  @IsOptional()
  @Instant({ min: '2000-01-01T00:00:00Z' })
  fechaEstimada?: string | null;
}
