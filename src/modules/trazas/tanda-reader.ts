import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import type { TrazaDeRecibo, Recibo } from './captura.dto.js';
import type { CapturaPlace } from './captura-id.js';
import { keysOf } from './event-keys.js';
import { TandaQueue } from './tanda.queue.js';
import { type LetraResultado, RESULTADOS, UNDECIDED } from './verdict.js';

/** What became of each event of a tanda. */
export interface TandaOutcome {
  sal: number;
  /** When the last of its lanes was committed; null before that. */
  aplicadaEn: string | null;
  ids: string[];
  resultados: string;
  problemas: Record<number, string> | null;
}

const SELECT_TANDA = `
  SELECT sal, aplicada_en AS "aplicadaEn", ids_evento AS ids, resultados, problemas FROM tandas WHERE id = $1`;

/** Reads the receipts of tandas, from the primary: whoever waits for one is told when it is written there. */
@Injectable()
export class TandaReader {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly queue: TandaQueue,
  ) {}

  // A tanda leaves the queue only after its row is committed, so the third look finds what moved between the first two.
  async find(tandaId: string): Promise<TandaOutcome | undefined> {
    return (
      (await this.findStored(tandaId)) ?? (await this.findQueued(tandaId)) ?? (await this.findStored(tandaId))
    );
  }

  /** A tanda that the worker is done with. */
  async findStored(tandaId: string): Promise<TandaOutcome | undefined> {
    const { rows } = await this.pool.query<TandaOutcome>({
      name: 'get-tanda',
      text: SELECT_TANDA,
      values: [tandaId],
    });
    const [tanda] = rows;
    return tanda?.resultados.includes(UNDECIDED) ? { ...tanda, aplicadaEn: null } : tanda;
  }

  private async findQueued(tandaId: string): Promise<TandaOutcome | undefined> {
    const tanda = await this.queue.find(tandaId);
    return (
      tanda && {
        sal: tanda.sal,
        aplicadaEn: null,
        ids: tanda.trazas.map((event) => keysOf(event).idEvento),
        resultados: UNDECIDED.repeat(tanda.trazas.length),
        problemas: null,
      }
    );
  }
}

/** The receipt of one capture of a tanda. */
export function toRecibo(
  id: string,
  { from, count }: CapturaPlace,
  { aplicadaEn, ids, resultados, problemas }: TandaOutcome,
): Recibo {
  const eventos = ids.slice(from, from + count).map((idEvento, offset): TrazaDeRecibo => ({
    idEvento,
    resultado: RESULTADOS[resultados[from + offset] as LetraResultado] ?? 'pendiente',
    problema: problemas?.[from + offset] ?? null,
    ...(resultados[from + offset] === 'c' ? { contenidoDistinto: true } : {}),
  }));
  const isAnnulled = eventos.some(({ problema }) => problema === 'captura-anulada');
  const culprit = eventos.findIndex(({ problema }) => problema !== null && problema !== 'captura-anulada');
  const tally = (resultado: TrazaDeRecibo['resultado']) =>
    eventos.filter((evento) => evento.resultado === resultado).length;
  return {
    id,
    estado: tally('pendiente') > 0 ? 'pendiente' : 'completa',
    aplicadaEn,
    total: count,
    aplicadas: tally('aplicada'),
    duplicadas: tally('duplicada'),
    rechazadas: tally('rechazada'),
    ...(isAnnulled && culprit >= 0 && { anuladaPor: culprit }),
    eventos,
  };
}

/** Whether every event of a capture has a verdict, be it that it waits for its envío. */
export function isDecided({ from, count }: CapturaPlace, { resultados }: TandaOutcome): boolean {
  return !resultados.slice(from, from + count).includes(UNDECIDED);
}
