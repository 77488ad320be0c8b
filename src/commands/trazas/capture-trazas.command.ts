import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Codigo } from '../../modules/envios/contract.js';
import type { CapturaOutcome } from '../../modules/trazas/captura.dto.js';
import { CODIGOS_MOTIVO, type Motivo } from '../../modules/trazas/domain/motivo.js';
import { TIPOS_TRAZA, type TipoTraza } from '../../modules/trazas/domain/tipo.js';
import type { ModoCaptura } from '../../modules/trazas/modo-captura.dto.js';
import {
  FreeObject,
  Instant,
  Integer,
  Latitude,
  Longitude,
  OneOf,
  Text,
  Uuid,
} from '../../platform/validation/fields.js';

/** Most trazas of one request. */
export const MAX_TRAZAS = 1_000;

/** A traza, as a device posts it. */
export class TrazaInput {
  /** The device's own id of the event: the same one twice is one traza. */
  @Uuid()
  idEvento!: string;

  @Codigo()
  codigo!: string;

  @OneOf(TIPOS_TRAZA)
  tipo!: TipoTraza;

  @IsOptional()
  @OneOf(CODIGOS_MOTIVO)
  motivo?: Motivo | null;

  /** By the device's clock; up to a day ahead of ours. */
  @Instant({ min: '1970-01-01T00:00:00Z', hoursAhead: 24 })
  ocurridoEn!: string;

  /** The device's own counter: orders what happened at the same time. */
  @IsOptional()
  @Integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  secuencia?: number | null;

  @IsOptional()
  @Uuid()
  centroId?: string | null;

  @IsOptional()
  @Text({ max: 200 })
  lugar?: string | null;

  @IsOptional()
  @Latitude()
  lat?: number | null;

  @IsOptional()
  @Longitude()
  lon?: number | null;

  /** Whatever else the device has to say. */
  @IsOptional()
  @FreeObject()
  datos?: object | null;
}

/** Takes trazas in: validates them, and answers once the valid ones are on disk. */
export class CaptureTrazasCommand extends Command<CapturaOutcome> {
  /** @param body - One traza or a list of them, as parsed from JSON: not validated yet. */
  constructor(
    readonly body: unknown,
    readonly modo: ModoCaptura,
  ) {
    super();
  }
}
