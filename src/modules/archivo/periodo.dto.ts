import { IsOptional } from 'class-validator';
import { Flag, Instant, Nested, OneOf, Text } from '../../platform/validation/fields.js';
import { ESTADOS_PERIODO, PeriodoArchivado, ProblemaDePeriodo } from '../periodos/contract.js';
import { Mes } from './mes-field.js';
import type { EstadoPeriodo } from './periodo-ledger.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** A month (UTC) of envíos, and where it stands on its way through the archive. */
export class EstadoDePeriodo {
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

  /** Directory or URL of the archive. */
  @Text({ max: 2_000 })
  lugar!: string;
}
