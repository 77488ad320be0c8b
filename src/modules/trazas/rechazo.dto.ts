import { IsOptional } from 'class-validator';
import {
  FreeObject,
  Instant,
  Integer,
  NestedList,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';
import { Cursor, Limit } from '../../platform/validation/page.dto.js';
import { Codigo } from '../codigos/contract.js';
import { ESTADOS_RECHAZO, type EstadoRechazo } from './domain/rechazo.js';
import { RAZONES_RECHAZO, type RazonRechazo } from './verdict.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const COUNT = { min: 0, max: 2_147_483_647 };

/** Most rechazos of one request for another try. */
export const MAX_REPROCESO = 1_000;

/** A traza that was acknowledged and could not be stored. */
export class Rechazo {
  @Uuid()
  id!: string;

  @OneOf(ESTADOS_RECHAZO)
  estado!: EstadoRechazo;

  /** Of the last try. */
  @OneOf(RAZONES_RECHAZO)
  razon!: RazonRechazo;

  /** What the database said of it. */
  @IsOptional()
  @Text({ max: 10_000 })
  detalle!: string | null;

  @Uuid()
  idEvento!: string;

  @Codigo()
  codigo!: string;

  @IsOptional()
  @Uuid()
  dispositivoId!: string | null;

  /** The tanda it came in, and its place there. */
  @Uuid()
  tandaId!: string;

  @Integer(COUNT)
  indice!: number;

  @Instant(SINCE)
  recibidaEn!: string;

  @Instant(SINCE)
  rechazadaEn!: string;

  /** The traza as it was posted. */
  @FreeObject()
  cuerpo!: object;

  /** Tries to store it again. */
  @Integer(COUNT)
  intentos!: number;

  @IsOptional()
  @Instant(SINCE)
  intentadoEn!: string | null;

  @IsOptional()
  @Instant(SINCE)
  resueltoEn!: string | null;

  /** Address of whoever asked for what closed it. */
  @IsOptional()
  @Text({ max: 200 })
  resueltoPor!: string | null;

  /** What a reprocess came to, or why it was discarded. */
  @IsOptional()
  @Text({ max: 500 })
  resueltoMotivo!: string | null;
}

/** Which rechazos. */
export class FiltroRechazos {
  @IsOptional()
  @OneOf(RAZONES_RECHAZO)
  razon?: RazonRechazo | null;

  /** Tracking code of the envío. */
  @IsOptional()
  @Codigo()
  codigo?: string | null;

  /** Rejected at this moment or later. */
  @IsOptional()
  @Instant(SINCE)
  desde?: string | null;

  /** Rejected before this moment. */
  @IsOptional()
  @Instant(SINCE)
  hasta?: string | null;
}

/** Which rechazos to list. */
export class ListRechazosInput extends FiltroRechazos {
  @IsOptional()
  @OneOf(ESTADOS_RECHAZO)
  estado?: EstadoRechazo;

  @Limit()
  limit: number = 50;

  @Cursor()
  cursor?: string;
}

/** Why a rechazo is discarded. */
export class DiscardRechazoInput {
  @Text({ max: 500 })
  motivo!: string;
}

/** A page of rechazos. */
export class PaginaRechazos {
  @NestedList(() => Rechazo, { min: 0, max: 200 })
  datos!: Rechazo[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}

/** What another try for many came to. */
export class Reproceso {
  /** Rechazos that were tried. */
  @Integer({ min: 0, max: MAX_REPROCESO })
  intentados!: number;

  @Integer({ min: 0, max: MAX_REPROCESO })
  aplicadas!: number;

  @Integer({ min: 0, max: MAX_REPROCESO })
  duplicadas!: number;

  /** Refused again: still open, with the new reason. */
  @Integer({ min: 0, max: MAX_REPROCESO })
  rechazadas!: number;
}
