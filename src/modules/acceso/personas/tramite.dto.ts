import { IsOptional } from 'class-validator';
import { Sometimes } from '../../../platform/api-description/presence.js';
import { Instant, NestedList, OneOf, Text, Uuid } from '../../../platform/validation/fields.js';

/** The file with somebody's data: how far it is, and where it is. */
export class TramiteDatos {
  @Uuid()
  id!: string;

  @OneOf(['pendiente', 'listo'])
  estado!: 'pendiente' | 'listo';

  @Instant()
  pedidoEn!: string;

  @IsOptional()
  @Instant()
  listoEn!: string | null;

  /** From then on it is gone. */
  @IsOptional()
  @Instant()
  venceEn!: string | null;

  /** Where it is read, once it is there. */
  @IsOptional()
  @Text({ max: 500 })
  url!: string | null;
}

/** Something that stays, and why. */
export class Conservado {
  @Text({ max: 500 })
  que!: string;

  @Text({ max: 500 })
  porque!: string;
}

/** Somebody who leaves. */
export class Baja {
  @Uuid()
  id!: string;

  @OneOf(['pendiente', 'comprobando', 'completa'])
  estado!: 'pendiente' | 'comprobando' | 'completa';

  @Instant()
  pedidaEn!: string;

  @IsOptional()
  @Instant()
  terminadaEn!: string | null;

  /** What it is read with later: its owner cannot log in any more. Shown this once. */
  @Sometimes()
  @Text({ max: 200 })
  token?: string;

  @NestedList(() => Conservado, { min: 0, max: 100 })
  conservado!: Conservado[];
}
