import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Readable } from 'node:stream';
import { DataFile } from '../../modules/acceso/personas/data-file.js';
import { TramiteBook } from '../../modules/acceso/personas/tramite-book.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetArchivoDatosQuery } from './get-archivo-datos.query.js';

@QueryHandler(GetArchivoDatosQuery)
export class GetArchivoDatosHandler implements IQueryHandler<GetArchivoDatosQuery> {
  constructor(
    private readonly book: TramiteBook,
    private readonly file: DataFile,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `datos-no-listos`, `segundo-factor` */
  async execute({ id, context }: GetArchivoDatosQuery): Promise<Readable> {
    const found = await this.book.getDatos(id, ownId(context));
    if (!found) throw new DomainError('recurso-desconocido', { recurso: 'archivo de datos', id });
    if (found.estado !== 'completo') throw new DomainError('datos-no-listos');
    return this.file.read(found);
  }
}
