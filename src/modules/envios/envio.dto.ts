import { IsOptional } from 'class-validator';
import { Picked } from '../../platform/api-description/presence.js';
import {
  Flag,
  FreeObject,
  Instant,
  Integer,
  Latitude,
  Longitude,
  Nested,
  NestedList,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import {
  type Anomalia,
  ANOMALIAS,
  Anomalias,
  type RazonAnulacion,
  RAZONES_ANULACION,
} from '../trazas/contract.js';
import { AlcanceArchivo } from '../archivo/contract.js';
import { Codigo } from '../codigos/contract.js';
import { CODIGOS_MOTIVO, type Estado, ESTADOS, TIPOS_TRAZA } from '../estados/contract.js';
import { Destinatario, Direccion } from './places.dto.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** What an envío shows of its cliente or transportista. */
export class Nombrado {
  @Uuid()
  id!: string;

  @Text({ max: 200 })
  nombre!: string;
}

/** An envío as lists show it. */
@Picked()
export class EnvioResumen {
  @Uuid()
  id!: string;

  @Codigo()
  codigo!: string;

  @IsOptional()
  @Text({ max: 100 })
  referencia!: string | null;

  @OneOf(ESTADOS)
  estado!: Estado;

  /** Why it is in that estado. */
  @IsOptional()
  @OneOf(CODIGOS_MOTIVO)
  motivo!: string | null;

  @Nested(() => Nombrado)
  cliente!: Nombrado;

  @Nested(() => Nombrado)
  transportista!: Nombrado;

  @Nested(() => Destinatario)
  destinatario!: Destinatario;

  @Nested(() => Direccion)
  origen!: Direccion;

  @Nested(() => Direccion)
  destino!: Direccion;

  @Integer({ min: 1, max: 10_000 })
  bultos!: number;

  /** Weight in grams. */
  @Integer({ min: 0, max: 2_000_000_000 })
  pesoG!: number;

  @Instant(SINCE)
  creadoEn!: string;

  @IsOptional()
  @Instant(SINCE)
  fechaEstimada!: string | null;

  @IsOptional()
  @Instant(SINCE)
  primeraTrazaEn!: string | null;

  @IsOptional()
  @Instant(SINCE)
  ultimaTrazaEn!: string | null;

  @Integer({ min: 0, max: 2_000_000_000 })
  totalTrazas!: number;

  @Nested(() => Anomalias)
  anomalias!: Anomalias;

  /** Centro of the last traza, if that has one. */
  @IsOptional()
  @Uuid()
  ultimoCentroId!: string | null;
}

/** One traza in an envío's history. */
export class TrazaHistorial {
  @Uuid()
  idEvento!: string;

  @OneOf(TIPOS_TRAZA)
  tipo!: string;

  @IsOptional()
  @OneOf(CODIGOS_MOTIVO)
  motivo!: string | null;

  @IsOptional()
  @Text({ max: 200 })
  lugar!: string | null;

  @IsOptional()
  @Latitude()
  lat!: number | null;

  @IsOptional()
  @Longitude()
  lon!: number | null;

  /** Centro that it names. */
  @IsOptional()
  @Uuid()
  centroId!: string | null;

  /** When it happened: by the device's clock, or corrected by what the device said of that clock. */
  @Instant(SINCE)
  ocurridoEn!: string;

  /** What the device said, where `ocurridoEn` was corrected. */
  @IsOptional()
  @Instant()
  ocurridoEnDispositivo!: string | null;

  /** When the device sent it, by its own clock, if it said so. */
  @IsOptional()
  @Instant()
  enviadoEn!: string | null;

  /** When we took it in, by our clock. */
  @Instant(SINCE)
  recibidoEn!: string;

  /** The device's own counter. */
  @IsOptional()
  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  secuencia!: number | null;

  @IsOptional()
  @Uuid()
  dispositivoId!: string | null;

  /** Whatever else the device had to say. */
  @IsOptional()
  @FreeObject()
  datos!: object | null;

  /** Whether it is not believed. */
  @Flag()
  anomala!: boolean;

  /**
   * Why: `reloj` if its time cannot be true (more than five minutes after we got it, or more than a day before its envío was
   * created), so that it moves nothing and counts in no figure; `lugar` if it makes no sense after what had happened before.
   */
  @IsOptional()
  @OneOf(ANOMALIAS)
  anomalia!: Anomalia | null;

  /** Whether it was annulled: it shows, and counts for nothing. */
  @Flag()
  anulada!: boolean;
}

/** An envío with its history, newest traza first. */
export class EnvioDetalle extends EnvioResumen {
  /** Where the answer comes from: changed since the last refresh, from the base, or folded up to an instant (`al`). */
  @OneOf(['delta', 'base', 'archivo', 'historial'])
  fuente!: 'delta' | 'base' | 'archivo' | 'historial';

  @NestedList(() => TrazaHistorial, { min: 0, max: 1_000_000 })
  historial!: TrazaHistorial[];
}

/** A page of envíos. */
export class PaginaEnvios {
  @NestedList(() => EnvioResumen, { min: 0, max: 200 })
  datos!: EnvioResumen[];

  /** How far the filter reaches into the archive; null if it does not. */
  @IsOptional()
  @Nested(() => AlcanceArchivo)
  archivo!: AlcanceArchivo | null;

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** A page of an envío's trazas. */
export class PaginaTrazas {
  @NestedList(() => TrazaHistorial, { min: 0, max: 200 })
  datos!: TrazaHistorial[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** An envío that was cancelled. */
export class EnvioCancelado {
  @Codigo()
  codigo!: string;

  @OneOf(['cancelado'])
  estado!: 'cancelado';
}

/** A traza that corrects an annulled one. */
export class Correccion {
  @Uuid()
  idEvento!: string;

  @OneOf(['aplicada', 'duplicada'])
  resultado!: 'aplicada' | 'duplicada';
}

/** A traza that was annulled. */
export class TrazaAnulada {
  @Codigo()
  codigo!: string;

  @Uuid()
  idEvento!: string;

  /** Of the first annulment, if it was annulled before. */
  @OneOf(RAZONES_ANULACION)
  razon!: RazonAnulacion;

  @Instant(SINCE)
  anuladaEn!: string;

  /** What became of the corrections of this request. */
  @NestedList(() => Correccion, { min: 0, max: 100 })
  correcciones!: Correccion[];
}
