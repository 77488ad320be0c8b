import { Instant, Integer, Text } from '../../platform/validation/fields.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** Why a month stands still: an alert, for an operator to look at. */
export class ProblemaDePeriodo {
  /** Code of the problem. */
  @Text({ max: 100 })
  codigo!: string;

  @Text({ max: 10_000 })
  detalle!: string;

  @Instant(SINCE)
  en!: string;
}

/** What the archive has of a month. */
export class PeriodoArchivado {
  /** Number of the export that answers. */
  @Integer({ min: 1, max: 2_000_000_000 })
  generacion!: number;

  @Integer(COUNT)
  envios!: number;

  @Integer(COUNT)
  trazas!: number;

  @Integer(COUNT)
  bytes!: number;
}
