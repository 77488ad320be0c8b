import { IsOptional } from 'class-validator';
import { Flag, Instant, Integer, Nested, NestedList, OneOf, Text } from '../../platform/validation/fields.js';
import { Mes } from './mes-field.js';
import type { EstadoPeriodo } from './periodo-ledger.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** In their order. */
export const ESTADOS_PERIODO = [
  'abierto',
  'cerrado',
  'exportado',
  'verificado',
  'separado',
  'eliminado',
] as const satisfies readonly EstadoPeriodo[];

/** Why a month stands still: an alert, for an operator to look at. */
export class ProblemaDePeriodo {
  /** Code of the problem. */
  @Text({ max: 100 })
  codigo!: string;

  @Text({ max: 10_000 })
  detalle!: string;

  @Instant(SINCE)
  en!: string;
}

/** What the archive has of a month. */
export class PeriodoArchivado {
  /** Number of the export that answers. */
  @Integer({ min: 1, max: 2_000_000_000 })
  generacion!: number;

  @Integer(COUNT)
  envios!: number;

  @Integer(COUNT)
  trazas!: number;

  @Integer(COUNT)
  bytes!: number;
}

/** A month (UTC) of envíos, and where it stands on its way through the archive. */
export class Periodo {
  @Mes()
  mes!: string;

  @OneOf(ESTADOS_PERIODO)
  estado!: EstadoPeriodo;

  /** Since when. */
  @Instant(SINCE)
  cambiadoEn!: string;

  /** Whether the database holds envíos of it: all of them, or those that stayed when the others left. */
  @Flag()
  caliente!: boolean;

  /** Null while the database has all of it. */
  @IsOptional()
  @Nested(() => PeriodoArchivado)
  archivo!: PeriodoArchivado | null;

  /** When its tables were taken out of use; they are dropped after the grace. */
  @IsOptional()
  @Instant(SINCE)
  separadoEn!: string | null;

  @IsOptional()
  @Instant(SINCE)
  restauradoEn!: string | null;

  @IsOptional()
  @Nested(() => ProblemaDePeriodo)
  problema!: ProblemaDePeriodo | null;
}

/** All months, newest first. */
export class ListaPeriodos {
  /** Directory or URL of the archive. */
  @Text({ max: 2_000 })
  lugar!: string;

  @NestedList(() => Periodo, { min: 0, max: 10_000 })
  datos!: Periodo[];
}
