import { IsOptional } from 'class-validator';
import {
  Country,
  Integer,
  Latitude,
  Longitude,
  NestedList,
  Omissible,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';

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

/** Columns of a centro as it is answered. */
export const CENTRO_COLUMNS = 'id, nombre, codigo, ciudad, region, pais, lat, lon, version';

/** A centro, as the API answers it. */
export class Centro extends CentroInput {
  @Uuid()
  id!: string;

  /** Goes up with every change. */
  @Integer({ min: 1, max: 2_147_483_647 })
  version!: number;
}

/** What of a centro changes; its codigo never does. */
export class CentroCambio {
  @Omissible()
  @Text({ max: 200 })
  nombre?: string;

  @Omissible()
  @Text({ max: 120 })
  ciudad?: string;

  /** Region or state, as the country abbreviates it. */
  @Omissible()
  @Text({ max: 60 })
  region?: string;

  @Omissible()
  @Country()
  pais?: string;

  /** Null takes it away. */
  @IsOptional()
  @Latitude()
  lat?: number | null;

  /** Null takes it away. */
  @IsOptional()
  @Longitude()
  lon?: number | null;
}

/** A centro that was changed. */
export class CentroCambiado extends Centro {
  /** Ejecución that takes its new name to the historial of its envíos. Null if the name is as it was. */
  @IsOptional()
  @Uuid()
  propagacionId!: string | null;
}

/** A page of centros. */
export class PaginaCentros {
  @NestedList(() => Centro, { min: 0, max: 200 })
  datos!: Centro[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
