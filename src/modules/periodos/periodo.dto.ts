import { IsOptional } from 'class-validator';
import {
  Flag,
  Instant,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Quantity,
  Text,
} from '../../platform/validation/fields.js';
import { Day } from '../../platform/validation/day.js';
import { readModels } from '../../platform/read-models/read-model.js';
import { ESTADOS_PERIODO, type EstadoPeriodo } from './domain/periodo.js';
import { Mes } from './mes-field.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };
const ANY_TIME = { min: '1970-01-01T00:00:00Z' };

/** How a read model stands in a month. */
export class ModeloDelPeriodo {
  @OneOf(() => readModels.names())
  nombre!: string;

  /** Whether anything changed since the base was refreshed. Reads show it all the same. */
  @Flag()
  sucio!: boolean;

  /** Rows that changed since. */
  @Integer(COUNT)
  filasDelta!: number;

  /** Since when there have been some, as the refresher noticed it; null if it has not, or there are none. */
  @IsOptional()
  @Instant(ANY_TIME)
  pendienteDesde!: string | null;

  /** Seconds since then. */
  @IsOptional()
  @Quantity()
  pendienteS!: number | null;

  /** Rows of the base at its last refresh. */
  @Integer(COUNT)
  filasBase!: number;

  /** Size of the base with its indexes. */
  @Integer(COUNT)
  bytesBase!: number;

  /** When the base was last refreshed; null if never. */
  @IsOptional()
  @Instant(ANY_TIME)
  refrescadoEn!: string | null;

  /** Milliseconds that took, and the rows that it folded in. */
  @IsOptional()
  @Integer(COUNT)
  refrescoMs!: number | null;

  @IsOptional()
  @Integer(COUNT)
  filasPlegadas!: number | null;
}

/** Why a month stands still: an alert, for an operator to look at. */
export class ProblemaDePeriodo {
  /** Code of the problem. */
  @Text({ max: 100 })
  codigo!: string;

  @Text({ max: 10_000 })
  detalle!: string;

  @Instant(ANY_TIME)
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

/** A month of envíos. */
export class Periodo {
  /** Its first day. */
  @Day()
  mes!: string;

  @OneOf(ESTADOS_PERIODO)
  estado!: string;

  @Instant(ANY_TIME)
  abiertoEn!: string;

  /** Whether the database holds envíos of it: all of them, or those that stayed when the others were archived. */
  @Flag()
  caliente!: boolean;

  /** What the archive has of it; null while the database has everything. */
  @IsOptional()
  @Nested(() => PeriodoArchivado)
  archivo!: PeriodoArchivado | null;

  /** Why it stands still on its way to the archive. */
  @IsOptional()
  @Nested(() => ProblemaDePeriodo)
  problema!: ProblemaDePeriodo | null;

  @NestedList(() => ModeloDelPeriodo, { min: 0, max: 100 })
  modelos!: ModeloDelPeriodo[];
}

/** All months, the newest first. */
export class ListaPeriodos {
  @NestedList(() => Periodo, { min: 0, max: 10_000 })
  datos!: Periodo[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}

/** A month (UTC) of envíos, and where it stands on its way through the archive. */
export class EstadoDePeriodo {
  @Mes()
  mes!: string;

  @OneOf(ESTADOS_PERIODO)
  estado!: EstadoPeriodo;

  /** Since when. */
  @Instant(ANY_TIME)
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
  @Instant(ANY_TIME)
  separadoEn!: string | null;

  @IsOptional()
  @Instant(ANY_TIME)
  restauradoEn!: string | null;

  @IsOptional()
  @Nested(() => ProblemaDePeriodo)
  problema!: ProblemaDePeriodo | null;

  /** Directory or URL of the archive. */
  @Text({ max: 2_000 })
  lugar!: string;
}
