import { IsOptional } from 'class-validator';
import { type Level, LEVELS } from '../../platform/logging/levels.js';
import { Duration } from '../../platform/schedules/schedule-fields.js';
import { Instant, OneOf } from '../../platform/validation/fields.js';

/** Longest that another level may last. */
const DAY_S = 86_400;

/** The level that the log is to have for a while. */
export class NivelRegistroInput {
  @OneOf(LEVELS)
  nivel!: Level;

  /** For how long; ten minutes if left out. */
  @IsOptional()
  @Duration({ minS: 1, maxS: DAY_S })
  por?: string | null;
}

/** What the log of all processes writes at the moment. */
export class NivelRegistro {
  /** Null while each process has the level of its configuration. */
  @IsOptional()
  @OneOf(LEVELS)
  nivel!: Level | null;

  @IsOptional()
  @Instant({ min: '1970-01-01T00:00:00Z' })
  hasta!: string | null;
}
