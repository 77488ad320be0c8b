import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Importacion } from '../../modules/importaciones/importacion.dto.js';

/** A file that was uploaded, and how far it is. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class GetImportacionQuery extends Query<Importacion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
