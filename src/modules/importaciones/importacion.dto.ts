import { IsOptional } from 'class-validator';
import { Instant, Integer, Nested, NestedList, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** What a file may be of. */
export const TIPOS_IMPORTACION = ['trazas', 'envios'] as const;

export type TipoImportacion = (typeof TIPOS_IMPORTACION)[number];

/** Most characters of a line of a file, and of its cells together. */
export const MAX_LINE = 65_536;

/** Most cells of a line, and so of columns of a file. */
export const MAX_CELLS = 200;

/** Most lines of a file, without its header. */
export const MAX_LINEAS = 1_000_000;

const ESTADOS_IMPORTACION = ['en_cola', 'en_curso', 'completada'] as const;

/** Which kind of file is uploaded. */
export class ImportacionInput {
  @OneOf(TIPOS_IMPORTACION)
  tipo!: TipoImportacion;
}

/** How far something has come, in lines. */
export class ProgresoLineas {
  @Integer({ min: 0, max: MAX_LINEAS })
  hecho!: number;

  @Integer({ min: 0, max: MAX_LINEAS })
  total!: number;
}

/** A file that was uploaded, and how far it is. */
export class Importacion {
  @Uuid()
  id!: string;

  @OneOf(TIPOS_IMPORTACION)
  tipo!: TipoImportacion;

  @OneOf(ESTADOS_IMPORTACION)
  estado!: (typeof ESTADOS_IMPORTACION)[number];

  /** Lines of the file, without its header and its empty lines. */
  @Integer({ min: 0, max: MAX_LINEAS })
  lineas!: number;

  /** Lines that became a traza, on disk, or an envío. */
  @Integer({ min: 0, max: MAX_LINEAS })
  aceptadas!: number;

  /** Lines that are wrong; the error report says why. */
  @Integer({ min: 0, max: MAX_LINEAS })
  rechazadas!: number;

  @Nested(() => ProgresoLineas)
  progreso!: ProgresoLineas;

  @Instant(SINCE)
  creadaEn!: string;

  @IsOptional()
  @Instant(SINCE)
  terminadaEn!: string | null;

  /** Where the error report is, line by line, as CSV. */
  @Text({ max: 100 })
  errores!: string;

  /** Where it says which line became what, as CSV. */
  @Text({ max: 100 })
  resultados!: string;
}

/** Which files that were uploaded. */
export class ListImportacionesInput extends PageInput {
  @IsOptional()
  @OneOf(ESTADOS_IMPORTACION)
  estado?: (typeof ESTADOS_IMPORTACION)[number];

  @IsOptional()
  @OneOf(TIPOS_IMPORTACION)
  tipo?: TipoImportacion;
}

/** A page of files that were uploaded. */
export class PaginaImportaciones {
  @NestedList(() => Importacion, { min: 0, max: 200 })
  datos!: Importacion[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
