import { Query } from '@nestjs/cqrs';
import type { Importacion } from '../../modules/importaciones/importacion.dto.js';

/** A file that was uploaded, and how far it is. */
export class GetImportacionQuery extends Query<Importacion> {
  constructor(readonly id: string) {
    super();
  }
}
