import { IsOptional } from 'class-validator';
import { Sometimes } from '../../platform/api-description/presence.js';
import { MAX_ERRORS } from '../../platform/errors/faults.js';
import { MAX_EPCIS_EVENTS, MAX_EPCS } from './dialect.js';
import { Flag, Instant, Integer, NestedList, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { ErrorDeCampo } from '../trazas/contract.js';
import { ERROR_BEHAVIOURS, type ErrorBehaviour } from './error-behaviour.params.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };

/** An event of a document that was not captured, as a problem (RFC 9457). */
export class EpcisError {
  /** Of the standard's own: `epcisException:…`. */
  @Text({ max: 100 })
  type!: string;

  @Text({ max: 200 })
  title!: string;

  @Integer({ min: 400, max: 599 })
  status!: number;

  /** Index of the event in the document. */
  @Integer({ min: 0, max: MAX_EPCIS_EVENTS - 1 })
  eventIndex!: number;

  /** The first ones. */
  @NestedList(() => ErrorDeCampo, { min: 1, max: MAX_ERRORS })
  errors!: ErrorDeCampo[];

  /** How many more there are, if there are any. */
  @Sometimes()
  @IsOptional()
  @Integer({ min: 1, max: 3 * MAX_EPCS })
  erroresOmitidos?: number;
}

/** A capture job, as GS1 EPCIS 2.0 words it. */
export class EpcisCaptureJob {
  @Uuid()
  captureID!: string;

  @Instant(SINCE)
  createdAt!: string;

  /** Missing while it is running. */
  @Sometimes()
  @IsOptional()
  @Instant(SINCE)
  finishedAt?: string;

  /** Whether some traza has not been settled yet. */
  @Flag()
  running!: boolean;

  /** Whether there was no error so far. */
  @Flag()
  success!: boolean;

  @OneOf(ERROR_BEHAVIOURS)
  captureErrorBehaviour!: ErrorBehaviour;

  @NestedList(() => EpcisError, { min: 0, max: MAX_EPCIS_EVENTS })
  errors!: EpcisError[];
}
