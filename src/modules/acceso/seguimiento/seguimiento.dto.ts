import { IsOptional } from 'class-validator';
import { Instant, Nested, NestedList, Text, Uuid } from '../../../platform/validation/fields.js';

/** A tracking page that is wanted. */
export class SeguimientoInput {
  /** Until when it opens; 60 days from now if left out, a year at most. */
  @IsOptional()
  @Instant({ hoursAhead: 24 * 366 })
  expiraEn?: string | null;
}

/** A tracking page, with the token that opens it. */
export class SeguimientoCreado {
  @Uuid()
  id!: string;

  /** Shown this once. */
  @Text({ max: 100 })
  token!: string;

  /** Of the page. */
  @Text({ max: 2_000 })
  url!: string;

  @Instant()
  expiraEn!: string;
}

/** A tracking page, without its token. */
export class SeguimientoEmitido {
  @Uuid()
  id!: string;

  @Instant()
  creadoEn!: string;

  @Instant()
  expiraEn!: string;

  @IsOptional()
  @Instant()
  revocadoEn!: string | null;
}

/** All of an envío. */
export class ListaSeguimientos {
  @NestedList(() => SeguimientoEmitido, { min: 0, max: 1_000 })
  datos!: SeguimientoEmitido[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}

/** A place, no closer than its city. */
export class SeguimientoLugar {
  @Text({ max: 200 })
  ciudad!: string;

  @Text({ max: 2 })
  pais!: string;
}

/** Something that happened to the envío. */
export class SeguimientoPaso {
  /** Its estado from then on. */
  @Text({ max: 40 })
  estado!: string;

  /** Where, if that is known to the city. */
  @IsOptional()
  @Text({ max: 200 })
  ciudad!: string | null;

  @Instant()
  en!: string;
}

/** What a tracking page shows: nothing of any person. */
export class Seguimiento {
  @Text({ max: 40 })
  estado!: string;

  @Nested(() => SeguimientoLugar)
  origen!: SeguimientoLugar;

  @Nested(() => SeguimientoLugar)
  destino!: SeguimientoLugar;

  @IsOptional()
  @Instant()
  fechaEstimada!: string | null;

  /** The newest first. */
  @NestedList(() => SeguimientoPaso, { min: 0, max: 1_000 })
  historial!: SeguimientoPaso[];
}
