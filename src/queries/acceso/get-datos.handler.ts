import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { toDatos } from '../../modules/acceso/personas/tramite-answers.js';
import { TramiteBook } from '../../modules/acceso/personas/tramite-book.js';
import type { TramiteDatos } from '../../modules/acceso/personas/tramite.dto.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetDatosQuery } from './get-datos.query.js';

@QueryHandler(GetDatosQuery)
export class GetDatosHandler implements IQueryHandler<GetDatosQuery> {
  constructor(private readonly book: TramiteBook) {}

  /** @throws {DomainError} `recurso-desconocido`, `segundo-factor` */
  async execute({ id, context }: GetDatosQuery): Promise<TramiteDatos> {
    const found = await this.book.getDatos(id, ownId(context));
    if (!found) throw new DomainError('recurso-desconocido', { recurso: 'archivo de datos', id });
    return toDatos(found);
  }
}
