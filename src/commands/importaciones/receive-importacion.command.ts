import { Command } from '@nestjs/cqrs';
import type { TipoImportacion } from '../../modules/importaciones/importacion.dto.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';

/** Takes a CSV file in, as it arrives. Answers the id of the importación once the whole file is in the database. */
export class ReceiveImportacionCommand extends Command<string> {
  constructor(
    readonly tipo: TipoImportacion,
    /** The file as a stream; undefined where there is none. What came as another content type is no stream. */
    readonly body: unknown,
    /** Its fingerprint is made of the file. */
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
