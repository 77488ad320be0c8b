import { Query } from '@nestjs/cqrs';
import type { ExportacionTrazasInput } from '../../modules/envios/traza-filter.dto.js';
import type { Exported } from './get-exportacion.query.js';

/** All trazas that meet a filter, as CSV or as one JSON object a line. */
export class GetExportacionTrazasQuery extends Query<Exported> {
  /**
   * @param accept - The header of that name.
   * @param gone - Aborted when nobody waits for the answer any more.
   */
  constructor(
    readonly input: ExportacionTrazasInput,
    readonly accept: string | undefined,
    readonly gone: AbortSignal,
  ) {
    super();
  }
}
