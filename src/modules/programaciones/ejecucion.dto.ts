import { IsOptional } from 'class-validator';
import { type JobType, jobTypes } from '../../platform/jobs/job-types.js';
import {
  Flag,
  FreeObject,
  Instant,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Quantity,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { Cursor, Limit, QueryInteger } from '../../platform/validation/page.dto.js';
import { ESTADOS_EJECUCION, type EstadoEjecucion, type Origen, ORIGENES } from './domain/ejecucion.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** How far a run is. */
export class Progreso {
  @Integer(COUNT)
  hecho!: number;

  /** Null if that is not known. */
  @IsOptional()
  @Integer(COUNT)
  total!: number | null;

  /** What is counted. */
  @IsOptional()
  @Text({ max: 100 })
  unidad!: string | null;

  @IsOptional()
  @Quantity()
  porSegundo!: number | null;

  /** Seconds until it is done, at that speed. */
  @IsOptional()
  @Quantity()
  restanteS!: number | null;
}

/** Why a run failed. */
export class ProblemaEjecucion {
  @Text({ max: 200 })
  type!: string;

  @Text({ max: 200 })
  title!: string;

  @Text({ max: 5_000 })
  detail!: string;
}

/** One run of a job. */
export class Ejecucion {
  @Uuid()
  id!: string;

  @Uuid()
  programacionId!: string;

  @OneOf(jobTypes)
  tipo!: JobType;

  @FreeObject()
  parametros!: object;

  @OneOf(ESTADOS_EJECUCION)
  estado!: EstadoEjecucion;

  /** Whether it only says what it would do. */
  @Flag()
  simulacro!: boolean;

  @OneOf(ORIGENES)
  origen!: Origen;

  /** Address of whoever asked for it; null when the clock did. */
  @IsOptional()
  @Text({ max: 200 })
  iniciadaPor!: string | null;

  /** The run that this one repeats. */
  @IsOptional()
  @Uuid()
  reintentoDe!: string | null;

  /** The fire time that it is for. */
  @IsOptional()
  @Instant(SINCE)
  previstaEn!: string | null;

  @IsOptional()
  @Nested(() => Progreso)
  progreso!: Progreso | null;

  /** Lines of its log. */
  @Integer(COUNT)
  lineas!: number;

  @IsOptional()
  @FreeObject()
  resultado!: object | null;

  @IsOptional()
  @Nested(() => ProblemaEjecucion)
  problema!: ProblemaEjecucion | null;

  /** Times it was begun: more than once when a worker stopped or vanished. */
  @Integer(COUNT)
  intentos!: number;

  /** The process that has it or had it last. */
  @IsOptional()
  @Text({ max: 300 })
  worker!: string | null;

  /** When it was asked to stop. */
  @IsOptional()
  @Instant(SINCE)
  cancelacionEn!: string | null;

  /** Address of whoever asked, or `solapamiento`. */
  @IsOptional()
  @Text({ max: 200 })
  canceladaPor!: string | null;

  @Instant(SINCE)
  creadaEn!: string;

  @IsOptional()
  @Instant(SINCE)
  iniciadaEn!: string | null;

  @IsOptional()
  @Instant(SINCE)
  terminadaEn!: string | null;
}

/** Which runs to list. */
export class ListEjecucionesInput {
  @IsOptional()
  @Uuid()
  programacionId?: string;

  @IsOptional()
  @OneOf(jobTypes)
  tipo?: JobType;

  @IsOptional()
  @OneOf(ESTADOS_EJECUCION)
  estado?: EstadoEjecucion;

  @IsOptional()
  @OneOf(ORIGENES)
  origen?: Origen;

  /** Created at this moment or later. */
  @IsOptional()
  @Instant(SINCE)
  desde?: string;

  /** Created before this moment. */
  @IsOptional()
  @Instant(SINCE)
  hasta?: string;

  @Limit()
  limit: number = 50;

  @Cursor()
  cursor?: string;
}

/** A page of runs. */
export class PaginaEjecuciones {
  @NestedList(() => Ejecucion, { min: 0, max: 200 })
  datos!: Ejecucion[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** Which lines of a log. */
export class RegistroInput {
  /** After this line. */
  @IsOptional()
  @QueryInteger()
  @Integer({ min: 0, max: 2_147_483_647 })
  despuesDe?: number | null;

  @Limit()
  limit: number = 200;
}

/** A line of a run's log. */
export class LineaRegistro {
  @Integer({ min: 1, max: 2_147_483_647 })
  numero!: number;

  @Instant(SINCE)
  en!: string;

  @Text({ min: 0, max: 2_000 })
  texto!: string;
}

/** Lines of a run's log, oldest first. */
export class Registro {
  @NestedList(() => LineaRegistro, { min: 0, max: 200 })
  datos!: LineaRegistro[];
}
