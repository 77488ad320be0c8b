import { IsOptional } from 'class-validator';
import { Field } from '../../platform/validation/field-rule.js';
import { Instant, Integer, NestedList, Text, Uuid } from '../../platform/validation/fields.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** Most codes of one block. */
export const MAX_BLOQUE = 10_000;

const CodigoList = () =>
  Field({
    schema: { type: 'array', items: { type: 'string', examples: ['TZ123456785PE'] }, maxItems: MAX_BLOQUE },
    check: (value) =>
      Array.isArray(value) ? undefined : { code: 'cantidad', params: { min: 0, max: MAX_BLOQUE } },
  });

/** Codes for labels that are printed beforehand. */
export class BloqueInput {
  /** How many codes. */
  @Integer({ min: 1, max: MAX_BLOQUE })
  cantidad!: number;

  /** Until when envíos may be created with them, and trazas wait for those; without end if left out. */
  @IsOptional()
  @Instant({ min: '2000-01-01T00:00:00Z' })
  expiraEn?: string | null;
}

/** A block of reserved codes. */
export class Bloque {
  @Uuid()
  id!: string;

  @Integer({ min: 1, max: MAX_BLOQUE })
  cantidad!: number;

  /** Address of whoever asked for it. */
  @Text({ max: 200 })
  solicitadoPor!: string;

  @Instant(SINCE)
  creadoEn!: string;

  /** Null for a block that does not expire. */
  @IsOptional()
  @Instant(SINCE)
  expiraEn!: string | null;
}

/** A block with its codes, in no order that tells anything. */
export class BloqueConCodigos extends Bloque {
  @CodigoList()
  codigos!: string[];

  /** How many of them an envío has. */
  @Integer({ min: 0, max: MAX_BLOQUE })
  usados!: number;

  /** Those that no envío has yet, and that one can still be created with: none once the block has expired. */
  @CodigoList()
  libres!: string[];
}

/** A page of blocks. */
export class PaginaBloques {
  @NestedList(() => Bloque, { min: 0, max: 200 })
  datos!: Bloque[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
