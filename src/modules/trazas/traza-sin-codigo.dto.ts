import { IsOptional } from 'class-validator';
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
import { CODIGOS_MOTIVO, type Motivo, TIPOS_TRAZA, type TipoTraza } from '../estados/contract.js';

/** What happened to an envío that is known already: a traza without its code. */
export class TrazaSinCodigo {
  /** The device's own id of the event: the same one twice is one traza. */
  @Uuid()
  idEvento!: string;

  @OneOf(TIPOS_TRAZA)
  tipo!: TipoTraza;

  @IsOptional()
  @OneOf(CODIGOS_MOTIVO)
  motivo?: Motivo | null;

  /**
   * By the device's clock; up to a day ahead of ours. Corrected when `enviadoEn` shows that the clock is off by more than a
   * minute: then it is the corrected time that may not be further ahead.
   */
  @Instant({ min: '1970-01-01T00:00:00Z', hoursAhead: 24, clock: 'enviadoEn' })
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

  /** Whatever else the device has to say; as JSON, 16 KiB at most. */
  @IsOptional()
  @FreeObject({ maxBytes: 16_384 })
  datos?: object | null;

  /** The device that saw it: `/v1/dispositivos/<id>` tells how its clock is. */
  @IsOptional()
  @Uuid()
  dispositivoId?: string | null;

  /** When the device sent it, by its own clock, as of this very attempt: tells how far that clock is off. */
  @IsOptional()
  @Instant()
  enviadoEn?: string | null;
}
