import { IsOptional } from 'class-validator';
import { type JobType, jobTypes } from '../../platform/jobs/job-types.js';
import {
  Flag,
  FreeObject,
  Instant,
  Integer,
  Nested,
  NestedList,
  Omissible,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { CronExpression, Duration, TimeZone } from '../../platform/schedules/schedule-fields.js';
import {
  ESTADOS_EJECUCION,
  type EstadoEjecucion,
  type Solapamiento,
  SOLAPAMIENTOS,
} from './domain/ejecucion.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const COUNT = { min: 0, max: 2_147_483_647 };
const WEEK_S = 7 * 86_400;

/** How a job is to run, as an operator says it. */
export class ReglasProgramacion {
  @IsOptional()
  @Text({ max: 100 })
  nombre?: string | null;

  /** As the type's own schema has them: `GET /v1/programaciones/tipos`. */
  @IsOptional()
  @FreeObject()
  parametros?: object | null;

  /** When: minute, hour, day, month, weekday. Or `cada`. */
  @IsOptional()
  @CronExpression()
  cron?: string | null;

  /** Every so long, from the first second of 1970 on. Or `cron`. */
  @IsOptional()
  @Duration({ minS: 1, maxS: WEEK_S })
  cada?: string | null;

  /** Time zone of `cron`. */
  @IsOptional()
  @TimeZone()
  zona?: string | null;

  /** What becomes of a run whose predecessor is still open. */
  @IsOptional()
  @OneOf(SOLAPAMIENTOS)
  solapamiento?: Solapamiento | null;

  /** How late a missed run is still caught up: of all that were missed, the last one. */
  @IsOptional()
  @Duration({ minS: 0, maxS: WEEK_S })
  ventanaRecuperacion?: string | null;

  /** A run begins so much later at most, at random. */
  @IsOptional()
  @Duration({ minS: 0, maxS: 3_600 })
  dispersion?: string | null;

  /** A run that takes longer is stopped at its next safe point. */
  @IsOptional()
  @Duration({ minS: 1, maxS: WEEK_S })
  tiempoLimite?: string | null;

  /** Whether the clock begins no run; somebody still can. */
  @IsOptional()
  @Flag()
  pausada?: boolean | null;
}

/** What every programación has. */
const NEVER_MISSING = [
  'parametros',
  'zona',
  'solapamiento',
  'ventanaRecuperacion',
  'dispersion',
  'pausada',
] as const satisfies readonly (keyof ReglasProgramacion)[];

/** What of a programación changes; what is left out stays. Null takes a name, a time limit, and one of cron and cada away. */
export class CambioProgramacion extends ReglasProgramacion {}
for (const field of NEVER_MISSING) Omissible()(CambioProgramacion.prototype, field);

/** The run of a programación that was begun last. */
export class UltimaEjecucion {
  @Uuid()
  id!: string;

  @OneOf(ESTADOS_EJECUCION)
  estado!: EstadoEjecucion;

  @Instant(SINCE)
  creadaEn!: string;

  @IsOptional()
  @Instant(SINCE)
  terminadaEn!: string | null;
}

/** A job and when it runs. */
export class Programacion {
  @Uuid()
  id!: string;

  @IsOptional()
  @Text({ max: 100 })
  nombre!: string | null;

  @OneOf(jobTypes)
  tipo!: JobType;

  @FreeObject()
  parametros!: object;

  @IsOptional()
  @CronExpression()
  cron!: string | null;

  @IsOptional()
  @Duration({ minS: 1, maxS: WEEK_S })
  cada!: string | null;

  @TimeZone()
  zona!: string;

  @OneOf(SOLAPAMIENTOS)
  solapamiento!: Solapamiento;

  @Duration({ minS: 0, maxS: WEEK_S })
  ventanaRecuperacion!: string;

  @Duration({ minS: 0, maxS: 3_600 })
  dispersion!: string;

  @IsOptional()
  @Duration({ minS: 1, maxS: WEEK_S })
  tiempoLimite!: string | null;

  @Flag()
  pausada!: boolean;

  /** When it runs next; null while it is paused. */
  @IsOptional()
  @Instant(SINCE)
  proximaEn!: string | null;

  @IsOptional()
  @Nested(() => UltimaEjecucion)
  ultima!: UltimaEjecucion | null;

  /** When a run last found nothing to do; such a run leaves no ejecución. */
  @IsOptional()
  @Instant(SINCE)
  sinTrabajoEn!: string | null;

  /** Runs that were left out because another one was open. */
  @Integer(COUNT)
  omitidas!: number;

  @IsOptional()
  @Instant(SINCE)
  omitidaEn!: string | null;

  /** Counts its changes; the ETag begins with it. */
  @Integer(COUNT)
  version!: number;

  @Instant(SINCE)
  creadaEn!: string;

  @Instant(SINCE)
  actualizadaEn!: string;
}

/** All programaciones. */
export class ListaProgramaciones {
  @NestedList(() => Programacion, { min: 0, max: 10_000 })
  datos!: Programacion[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}
