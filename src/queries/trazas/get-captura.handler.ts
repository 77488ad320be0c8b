import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { EventoDeRecibo, Recibo } from '../../modules/trazas/captura.dto.js';
import { type CapturaPlace, isIssued, parseCapturaId } from '../../modules/trazas/captura-id.js';
import { type LetraResultado, RESULTADOS } from '../../modules/trazas/verdict.js';
import { TandaQueue } from '../../modules/trazas/tanda.queue.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetCapturaQuery } from './get-captura.query.js';

interface TandaOutcome {
  sal: number;
  aplicadaEn: string | null;
  ids: string[];
  resultados: string;
  problemas: Record<number, string> | null;
}

const SELECT_TANDA = `
  SELECT sal, aplicada_en AS "aplicadaEn", ids_evento AS ids, resultados, problemas FROM tandas WHERE id = $1`;

@QueryHandler(GetCapturaQuery)
export class GetCapturaHandler implements IQueryHandler<GetCapturaQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly queue: TandaQueue,
  ) {}

  /** @throws {DomainError} `captura-desconocida` */
  async execute({ id }: GetCapturaQuery): Promise<Recibo> {
    const place = parseCapturaId(id);
    const outcome = place && (await this.find(place.tandaId));
    if (!outcome || !isIssued(place, outcome)) throw new DomainError('captura-desconocida', { id });
    return toRecibo(id, place, outcome);
  }

  // A tanda leaves the queue only after its row is committed, so the third look finds what moved between the first two.
  private async find(tandaId: string): Promise<TandaOutcome | undefined> {
    return (
      (await this.findStored(tandaId)) ?? (await this.findQueued(tandaId)) ?? (await this.findStored(tandaId))
    );
  }

  private async findStored(tandaId: string): Promise<TandaOutcome | undefined> {
    const { rows } = await this.pool.query<TandaOutcome>({
      name: 'get-tanda',
      text: SELECT_TANDA,
      values: [tandaId],
    });
    return rows[0];
  }

  private async findQueued(tandaId: string): Promise<TandaOutcome | undefined> {
    const tanda = await this.queue.find(tandaId);
    return (
      tanda && {
        sal: tanda.sal,
        aplicadaEn: null,
        ids: tanda.trazas.map(({ idEvento }) => idEvento),
        resultados: 'p'.repeat(tanda.trazas.length),
        problemas: null,
      }
    );
  }
}

function toRecibo(
  id: string,
  { from, count }: CapturaPlace,
  { aplicadaEn, ids, resultados, problemas }: TandaOutcome,
): Recibo {
  const eventos = ids.slice(from, from + count).map((idEvento, offset): EventoDeRecibo => ({
    idEvento,
    resultado: RESULTADOS[resultados[from + offset] as LetraResultado],
    problema: problemas?.[from + offset] ?? null,
  }));
  const tally = (resultado: EventoDeRecibo['resultado']) =>
    eventos.filter((evento) => evento.resultado === resultado).length;
  return {
    id,
    estado: tally('pendiente') > 0 ? 'pendiente' : 'completa',
    aplicadaEn,
    total: count,
    aplicadas: tally('aplicada'),
    duplicadas: tally('duplicada'),
    rechazadas: tally('rechazada'),
    eventos,
  };
}
