import { IsOptional } from 'class-validator';
import { exactly, FreeObject, Instant, NestedList, OneOf, Text } from '../../platform/validation/fields.js';
import { CronExpression, Duration, TimeZone } from '../../platform/schedules/schedule-fields.js';
import { type JobType, jobTypes } from '../../platform/jobs/job-types.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const WEEK_S = 7 * 86_400;

/** From when on to look ahead. */
export class PrevisualizacionInput {
  @IsOptional()
  @Instant(SINCE)
  desde?: string | null;
}

/** A schedule that nobody has saved. */
export class HorarioInput extends PrevisualizacionInput {
  @IsOptional()
  @CronExpression()
  cron?: string | null;

  @IsOptional()
  @Duration({ minS: 1, maxS: WEEK_S })
  cada?: string | null;

  @IsOptional()
  @TimeZone()
  zona?: string | null;
}

/** A fire time. */
export class FechaPrevista {
  @Instant(SINCE)
  en!: string;

  /** The same moment as a clock in the time zone shows it, with its distance from UTC. */
  @Instant(SINCE)
  local!: string;
}

/** The next fire times. */
export class Previsualizacion {
  @TimeZone()
  zona!: string;

  @NestedList(() => FechaPrevista, { min: 0, max: 10 })
  datos!: FechaPrevista[];
}

/** A type of job. */
export class TipoTrabajo {
  @OneOf(jobTypes)
  tipo!: JobType;

  /** JSON Schema of its parameters. */
  @FreeObject()
  esquema!: object;
}

/** All types of jobs. */
export class ListaTipos {
  @NestedList(() => TipoTrabajo, () => exactly(jobTypes().length))
  datos!: TipoTrabajo[];

  /** Always null: there is one page. */
  @IsOptional()
  @Text({ max: 500 })
  siguiente!: null;
}
