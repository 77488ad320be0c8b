import { Query } from '@nestjs/cqrs';
import type { ExportacionInput } from '../../modules/envios/envio-filter.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ListFile } from '../../platform/csv/list-file.js';

/** A file of what is hot, and of the archive where it was asked for. */
export interface Exported extends ListFile {
  /** How far the filter reaches into the archive, as a header; undefined if it does not. */
  archivo: string | undefined;
}

/** All envíos that meet a filter, as CSV or as one JSON object a line. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class GetExportacionQuery extends Query<Exported> {
  /**
   * @param accept - The header of that name.
   */
  constructor(
    readonly input: ExportacionInput,
    readonly accept: string | undefined,
    readonly context: RequestContext,
  ) {
    super();
  }
}
