import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ExportacionTrazasInput } from '../../modules/envios/traza-filter.dto.js';
import type { Exported } from './get-exportacion.query.js';

/** All trazas that meet a filter, as CSV or as one JSON object a line. */
@Access({ roles: ['operador', 'auditor'] })
export class GetExportacionTrazasQuery extends Query<Exported> {
  /**
   * @param accept - The header of that name.
   */
  constructor(
    readonly input: ExportacionTrazasInput,
    readonly accept: string | undefined,
    readonly context: RequestContext,
  ) {
    super();
  }
}
