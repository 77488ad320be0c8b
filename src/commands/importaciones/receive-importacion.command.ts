import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { TipoImportacion } from '../../modules/importaciones/importacion.dto.js';

/** Takes a CSV file in, as it arrives. Answers the id of the importación once the whole file is in the database. */
@Access({ roles: ['operador', 'cliente', 'transportista'], narrow: 'propios' })
export class ReceiveImportacionCommand extends Command<string> {
  constructor(
    readonly tipo: TipoImportacion,
    /** The file as a stream; undefined where there is none. What came as another content type is no stream. */
    readonly body: unknown,
    readonly context: RequestContext,
  ) {
    super();
  }
}
