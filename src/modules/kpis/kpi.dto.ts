import { IsOptional } from 'class-validator';
import { Sometimes } from '../../platform/api-description/presence.js';
import { AlcanceArchivo } from '../archivo/contract.js';
import { CODIGOS_MOTIVO, type Estado, ESTADOS, type Motivo } from '../estados/contract.js';
import { Anomalias } from '../trazas/contract.js';
import { Day } from '../../platform/validation/day.js';
import {
  Instant,
  Integer,
  Nested,
  NestedList,
  OneOf,
  Quantity,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };
const ANY_TIME = { min: '1970-01-01T00:00:00Z' };
const MAX_ROWS = 200;

/** Whom a row of figures is about. */
export class DeQuien {
  @Uuid()
  id!: string;

  @Text({ max: 200 })
  nombre!: string;
}

/** What all figures carry. */
export class Calculo {
  /** Everything that was stored until then is counted. */
  @Instant(ANY_TIME)
  calculadoEn!: string;

  /** Time zone whose days these are. */
  @Text({ max: 100 })
  zona!: string;
}

/** The same, of what may be in the archive. */
export class CalculoConArchivo extends Calculo {
  /** How far the figures reach into the archive; null if they do not. */
  @IsOptional()
  @Nested(() => AlcanceArchivo)
  archivo!: AlcanceArchivo | null;
}

/** Envíos in an estado. */
export class EnviosEnEstado {
  @OneOf(ESTADOS)
  estado!: Estado;

  @Integer(COUNT)
  envios!: number;
}

/** What happened in some days. */
export class Actividad {
  @Integer(COUNT)
  creados!: number;

  @Integer(COUNT)
  entregados!: number;

  /** Of the delivered ones, those with a fechaEstimada. */
  @Integer(COUNT)
  conFechaEstimada!: number;

  /** Of those, the ones that were delivered by then. */
  @Integer(COUNT)
  aTiempo!: number;

  /** Null if there are none. */
  @IsOptional()
  @Quantity()
  proporcionATiempo!: number | null;

  /** Envíos that were tried to be delivered for the first time. */
  @Integer(COUNT)
  primerosIntentos!: number;

  /** Of those, the ones that were delivered at once. */
  @Integer(COUNT)
  logradosAlPrimero!: number;

  /** Null if there are none. */
  @IsOptional()
  @Quantity()
  proporcionAlPrimero!: number | null;
}

/** What happened on a day. */
export class ActividadDelDia extends Actividad {
  @Day()
  dia!: string;
}

/** How everything stands. */
export class KpiResumen extends CalculoConArchivo {
  @NestedList(() => EnviosEnEstado, { min: ESTADOS.length, max: ESTADOS.length })
  estados!: EnviosEnEstado[];

  /** Envíos that are not closed. */
  @Integer(COUNT)
  abiertos!: number;

  /** Of those, the ones past their fechaEstimada, to the hour. */
  @Integer(COUNT)
  atrasados!: number;

  /** Of those that are not closed, the ones without a traza for so many hours, to the hour. */
  @Integer(COUNT)
  sinMovimiento!: number;

  /** Trazas that are not believed. */
  @Integer(COUNT)
  anomalas!: number;

  /** And why. */
  @Nested(() => Anomalias)
  anomalias!: Anomalias;

  @Nested(() => ActividadDelDia)
  hoy!: ActividadDelDia;

  /** The whole day. */
  @Nested(() => ActividadDelDia)
  ayer!: ActividadDelDia;
}

/** What happened, by what was asked for. */
export class FilaKpiDiario extends Actividad {
  @Sometimes()
  @IsOptional()
  @Day()
  dia?: string;

  @Sometimes()
  @IsOptional()
  @Nested(() => DeQuien)
  transportista?: DeQuien;

  @Sometimes()
  @IsOptional()
  @Nested(() => DeQuien)
  cliente?: DeQuien;

  @Sometimes()
  @IsOptional()
  @Text({ max: 60 })
  region?: string;
}

/** What a row is about: what was asked for in `por`. */
export class Desglose {
  @Sometimes()
  @IsOptional()
  @Day()
  dia?: string;

  @Sometimes()
  @IsOptional()
  @Nested(() => DeQuien)
  transportista?: DeQuien;

  @Sometimes()
  @IsOptional()
  @Nested(() => DeQuien)
  cliente?: DeQuien;

  /** Of the destination. */
  @Sometimes()
  @IsOptional()
  @Text({ max: 60 })
  region?: string;
}

/** From where to where. */
export class Carril {
  @Text({ max: 60 })
  origen!: string;

  @Text({ max: 60 })
  destino!: string;
}

/** Hours from being picked up (or created) to being delivered. */
export class FilaKpiTransito extends Desglose {
  @Sometimes()
  @IsOptional()
  @Nested(() => Carril)
  carril?: Carril;

  /** Delivered envíos behind it. */
  @Integer(COUNT)
  entregados!: number;

  /** Half of them took no longer; each percentile is off by at most `errorMaximo` of itself. */
  @Quantity()
  p50H!: number;

  @Quantity()
  p90H!: number;

  @Quantity()
  p95H!: number;
}

/** Trazas with a motivo. */
export class FilaKpiMotivo extends Desglose {
  @Sometimes()
  @IsOptional()
  @OneOf(CODIGOS_MOTIVO)
  motivo?: Motivo;

  @Integer(COUNT)
  trazas!: number;
}

/** Days that a list of figures is about. */
export class RangoKpi extends CalculoConArchivo {
  @Day()
  desde!: string;

  @Day()
  hasta!: string;

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

export class ListaKpiDiario extends RangoKpi {
  @NestedList(() => FilaKpiDiario, { min: 0, max: MAX_ROWS })
  datos!: FilaKpiDiario[];
}

export class ListaKpiTransito extends RangoKpi {
  /** The most that a percentile may be off, as a share of itself. */
  @Quantity()
  errorMaximo!: number;

  @NestedList(() => FilaKpiTransito, { min: 0, max: MAX_ROWS })
  datos!: FilaKpiTransito[];
}

export class ListaKpiMotivos extends RangoKpi {
  @NestedList(() => FilaKpiMotivo, { min: 0, max: MAX_ROWS })
  datos!: FilaKpiMotivo[];
}
