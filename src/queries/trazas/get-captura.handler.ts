import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Recibo } from '../../modules/trazas/captura.dto.js';
import { isIssued, parseCapturaId } from '../../modules/trazas/captura-id.js';
import { TandaReader, toRecibo } from '../../modules/trazas/tanda-reader.js';
import { principalOf } from '../../platform/access/actor.js';
import { ownerFor } from '../../platform/access/owner.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetCapturaQuery } from './get-captura.query.js';

@QueryHandler(GetCapturaQuery)
export class GetCapturaHandler implements IQueryHandler<GetCapturaQuery> {
  constructor(private readonly reader: TandaReader) {}

  /** @throws {DomainError} `captura-desconocida` */
  async execute(query: GetCapturaQuery): Promise<Recibo> {
    const { id, context } = query;
    const principal = ownerFor(query) && principalOf(context.actor);
    const place = parseCapturaId(id);
    const outcome = place && (await this.reader.find(place.tandaId));
    if (!outcome || !isIssued(place, outcome, principal))
      throw new DomainError('captura-desconocida', { id });
    return toRecibo(id, place, outcome);
  }
}
