import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Recibo } from '../../modules/trazas/captura.dto.js';
import { parseCapturaId } from '../../modules/trazas/captura-id.js';
import { OutcomeWaiter } from '../../modules/trazas/outcome-waiter.js';
import { isDecided, toRecibo } from '../../modules/trazas/tanda-reader.js';
import { GetOutcomeQuery } from './get-outcome.query.js';

@QueryHandler(GetOutcomeQuery)
export class GetOutcomeHandler implements IQueryHandler<GetOutcomeQuery> {
  constructor(private readonly waiter: OutcomeWaiter) {}

  async execute({ capturaId, waitMs }: GetOutcomeQuery): Promise<Recibo | null> {
    const place = parseCapturaId(capturaId);
    if (!place) return null;
    return this.waiter.wait(place.tandaId, waitMs, (outcome) =>
      isDecided(place, outcome) ? toRecibo(capturaId, place, outcome) : null,
    );
  }
}
