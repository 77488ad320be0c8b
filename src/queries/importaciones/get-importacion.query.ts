import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Importacion } from '../../modules/importaciones/importacion.dto.js';

/** A file that was uploaded, and how far it is. */
export class GetImportacionQuery extends Query<Importacion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
