import { Query } from '@nestjs/cqrs';
import type { Readable } from 'node:stream';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** What a report is of: the lines that were refused, or what the others became. */
export type ReportKind = 'errores' | 'resultados';

/** A report about an uploaded file, as CSV, line by line as far as it has been worked off. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class GetImportacionReportQuery extends Query<Readable> {
  constructor(
    readonly id: string,
    readonly kind: ReportKind,
    readonly context: RequestContext,
    /** Whether it begins with a byte order mark. */
    readonly bom = false,
  ) {
    super();
  }
}
