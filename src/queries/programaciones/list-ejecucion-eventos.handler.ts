import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  findEjecucion,
  listLineas,
  readEjecucion,
  toEjecucion,
} from '../../modules/programaciones/ejecucion-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Language } from '../../platform/errors/problem-document.js';
import type { ServerEvent } from '../../platform/http/event-stream.js';
import { StopSignal } from '../../platform/lifecycle/stop-signal.js';
import { ListEjecucionEventosQuery } from './list-ejecucion-eventos.query.js';

/** A worker writes what it has to tell once a second. */
const LOOK_MS = 500;

/** Silence after which the connection is shown to be alive, in looks. */
const QUIET_LOOKS = 30;

const BATCH = 500;

/** Largest number of a line that PostgreSQL can hold. */
const MAX_LINE = 2_147_483_647;

/** Id of the last event. */
const END = 'fin';

@QueryHandler(ListEjecucionEventosQuery)
export class ListEjecucionEventosHandler implements IQueryHandler<ListEjecucionEventosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly stop: StopSignal,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, or `validacion` for an id that is none of this stream */
  async execute({ id, lastEventId, context }: ListEjecucionEventosQuery) {
    const { terminada_en } = await readEjecucion(this.pool, id);
    if (terminada_en && lastEventId === END) return undefined;
    return this.follow(id, lineAfter(lastEventId), context.language);
  }

  private async *follow(id: string, after: number, language: Language): AsyncGenerator<ServerEvent> {
    let shown = '';
    let line = after;
    for (let quiet = 0; !this.stop.signal.aborted; quiet += 1) {
      const row = await findEjecucion(this.pool, id);
      // It found nothing to do and left no trace.
      if (!row) return void (yield { event: 'fin', data: { estado: 'completada' }, id: END });
      // Read after the row: of one that has ended, these are all.
      for (const linea of await this.linesAfter(id, line)) {
        yield { event: 'linea', data: linea, id: (line = linea.numero) };
        quiet = 0;
      }
      const ejecucion = toEjecucion(row, language);
      const text = JSON.stringify(ejecucion);
      if (text !== shown) {
        yield { event: 'ejecucion', data: ejecucion };
        [shown, quiet] = [text, 0];
      }
      if (row.terminada_en) return void (yield { event: 'fin', data: { estado: row.estado }, id: END });
      if (quiet > QUIET_LOOKS) {
        yield null;
        quiet = 0;
      }
      await sleep(LOOK_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  private async linesAfter(id: string, number: number) {
    const lines = await listLineas(this.pool, id, number, BATCH);
    for (let last = lines; last.length === BATCH; lines.push(...last))
      last = await listLineas(this.pool, id, lines.at(-1)?.numero ?? number, BATCH);
    return lines;
  }
}

/** The line that a listener heard last. Of a run that was tried again the end may be heard twice. */
function lineAfter(lastEventId: string | undefined): number {
  if (!lastEventId || lastEventId === END) return 0;
  const line = /^\d{1,10}$/.test(lastEventId) ? Number(lastEventId) : Infinity;
  if (line > MAX_LINE) throw DomainError.invalid([{ pointer: '#/Last-Event-ID', code: 'cursor' }]);
  return line;
}
