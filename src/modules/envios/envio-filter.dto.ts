import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { Instant, ListOf, OneOf, Text, Uuid, Words } from '../../platform/validation/fields.js';
import { type Anomalia, ANOMALIAS } from '../trazas/contract.js';
import { Codigos, normalizeCodigo } from '../codigos/contract.js';
import { CODIGOS_MOTIVO, type Estado, ESTADOS, type Motivo } from '../estados/contract.js';
import { CAMPOS } from './envio-fields.js';

/** A parameter that may be repeated, or have commas between its values; every value once. */
export const Several = (clean = (text: string) => text) =>
  Transform(({ value }: { value: string | string[] }) => [
    ...new Set([value].flat().flatMap((text) => text.split(',').map(clean))),
  ]);

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** Orders of a list; `-` is the newest or latest first. What has no such time comes last. */
export const ORDENES = [
  '-creado',
  'creado',
  '-ultimaTraza',
  'ultimaTraza',
  '-fechaEstimada',
  'fechaEstimada',
] as const;

/** Which envíos, in which order. All that is asked must be met. */
export class EnvioFilter {
  /** Several: repeated, or with commas between them. */
  @IsOptional()
  @Several()
  @ListOf(ESTADOS)
  estado?: Estado[];

  /** Several: repeated, or with commas between them. */
  @IsOptional()
  @Several()
  @ListOf(CODIGOS_MOTIVO)
  motivo?: Motivo[];

  /** With trazas that are not believed, of any of these kinds. Several: repeated, or with commas between them. */
  @IsOptional()
  @Several()
  @ListOf(ANOMALIAS)
  anomalia?: Anomalia[];

  /** Id of the cliente. */
  @IsOptional()
  @Uuid()
  cliente?: string;

  /** Id of the transportista. */
  @IsOptional()
  @Uuid()
  transportista?: string;

  /** Id of the centro of the last traza. */
  @IsOptional()
  @Uuid()
  centro?: string;

  /** The cliente's own reference, exactly. */
  @IsOptional()
  @Text({ max: 100 })
  referencia?: string;

  /** Region of the destination. */
  @IsOptional()
  @Text({ max: 60 })
  region?: string;

  /** Created then or later. */
  @IsOptional()
  @Instant(SINCE)
  creadoDesde?: string;

  /** Created then or before. */
  @IsOptional()
  @Instant({ ...SINCE, notBefore: 'creadoDesde' })
  creadoHasta?: string;

  /** The last traza happened then or later. */
  @IsOptional()
  @Instant(SINCE)
  ultimaTrazaDesde?: string;

  /** The last traza happened then or before. */
  @IsOptional()
  @Instant({ ...SINCE, notBefore: 'ultimaTrazaDesde' })
  ultimaTrazaHasta?: string;

  /** `true`: past its fechaEstimada, and not at its end. `false`: all others. */
  @IsOptional()
  @OneOf(['true', 'false'])
  atrasado?: 'true' | 'false';

  /** Not at its end, and nothing has happened since then: no traza, or no creation where there is none. */
  @IsOptional()
  @Instant(SINCE)
  sinMovimientoDesde?: string;

  /** Up to 200 codes: repeated, or with commas between them. */
  @IsOptional()
  @Several(normalizeCodigo)
  @Codigos({ max: 200 })
  codigo?: string[];

  /**
   * Words, each of which is the beginning of one of the envío's code, referencia, destinatario with the telephone, address of
   * origin or destination, city of destination or cliente; without regard to accents and case, and one wrong letter is
   * forgiven in words of letters and in codes. A telephone is found without its country, and with anything between its
   * digits. An empty one is no filter.
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @Words({ max: 100 })
  q?: string;

  /** Also what is in the archive: slower, and with a limit on how many ask at a time. */
  @IsOptional()
  @OneOf(['true', 'false'])
  incluirArchivo?: 'true' | 'false';

  @OneOf(ORDENES)
  orden: (typeof ORDENES)[number] = '-creado';

  /** Fields of an envío that are wanted, `codigo` or `destino` or `destino.ciudad`; all of them if left out. */
  @IsOptional()
  @Several()
  @ListOf(CAMPOS)
  campos?: string[];
}

/** Which envíos are exported, and how they are written. */
export class ExportacionInput extends EnvioFilter {
  /** Whether a CSV begins with a byte order mark, which Excel needs for UTF-8. */
  @IsOptional()
  @OneOf(['true', 'false'])
  bom?: 'true' | 'false';
}
