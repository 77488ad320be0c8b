import { IsOptional } from 'class-validator';
import { Instant, ListOf, OneOf, Uuid } from '../../platform/validation/fields.js';
import { Codigos, normalizeCodigo } from '../codigos/contract.js';
import { TIPOS_TRAZA, type TipoTraza } from '../estados/contract.js';
import { type Anomalia, ANOMALIAS } from '../trazas/contract.js';
import { Several } from './envio-filter.dto.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** Which trazas, of all envíos. All that is asked must be met. */
export class TrazaFilter {
  /** Received then or later. */
  @IsOptional()
  @Instant(SINCE)
  recibidoDesde?: string;

  /** Received then or before. */
  @IsOptional()
  @Instant({ ...SINCE, notBefore: 'recibidoDesde' })
  recibidoHasta?: string;

  /** Of envíos that were created then or later. */
  @IsOptional()
  @Instant(SINCE)
  creadoDesde?: string;

  /** Of envíos that were created then or before. */
  @IsOptional()
  @Instant({ ...SINCE, notBefore: 'creadoDesde' })
  creadoHasta?: string;

  /** Of up to 200 envíos: repeated, or with commas between them. */
  @IsOptional()
  @Several(normalizeCodigo)
  @Codigos({ max: 200 })
  codigo?: string[];

  /** Only these types. Several: repeated, or with commas between them. */
  @IsOptional()
  @Several()
  @ListOf(TIPOS_TRAZA)
  tipo?: TipoTraza[];

  /** Id of the device that reported them. */
  @IsOptional()
  @Uuid()
  dispositivo?: string;

  /** Only trazas that are not believed, for one of these reasons. */
  @IsOptional()
  @Several()
  @ListOf(ANOMALIAS)
  anomalia?: Anomalia[];

  /** Also what is in the archive: slower, and with a limit on how many ask at a time. */
  @IsOptional()
  @OneOf(['true', 'false'])
  incluirArchivo?: 'true' | 'false';
}

/** Which trazas are exported, and how they are written. */
export class ExportacionTrazasInput extends TrazaFilter {
  /** Whether a CSV begins with a byte order mark, which Excel needs for UTF-8. */
  @IsOptional()
  @OneOf(['true', 'false'])
  bom?: 'true' | 'false';
}
