import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { toBaja } from '../../modules/acceso/personas/tramite-answers.js';
import { TramiteBook } from '../../modules/acceso/personas/tramite-book.js';
import type { Baja } from '../../modules/acceso/personas/tramite.dto.js';
import { fingerprintOf, isToken } from '../../modules/acceso/sesiones/secret-token.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetBajaQuery } from './get-baja.query.js';

@QueryHandler(GetBajaQuery)
export class GetBajaHandler implements IQueryHandler<GetBajaQuery> {
  constructor(private readonly book: TramiteBook) {}

  /** @throws {DomainError} `baja-desconocida` */
  async execute({ token, context }: GetBajaQuery): Promise<Baja> {
    const found = isToken(token) ? await this.book.getBaja(fingerprintOf(token)) : undefined;
    if (!found) throw new DomainError('baja-desconocida');
    return toBaja(found, context.language);
  }
}
