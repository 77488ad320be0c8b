import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { CambioTail } from '../../modules/eventos/cambio-tail.js';
import type { Evento } from '../../modules/eventos/evento.dto.js';
import { EventoFeed, type Placed } from '../../modules/eventos/evento-feed.js';
import { assertKept, decodePlace, encodePlace } from '../../modules/eventos/place.js';
import { ownerFor, withinOwn } from '../../platform/access/owner.js';
import { Cursors, type CursorSigner } from '../../platform/http/cursors.js';
import { Log } from '../../platform/log/log.js';
import { behind, type Extent, type Place } from '../../platform/log/place.js';
import { waitMs } from '../../platform/validation/wait.js';
import { type EventosPage, type ListEventosInput, ListEventosQuery } from './list-eventos.query.js';

/** Longest that a request waits for an event. */
const MAX_ESPERA_MS = 10_000;

/** Positions of one look. */
const WINDOW = 1_000;

/** A filter that meets nothing reads on for so long; then the page says how far it came. */
const SEARCH_MS = 2_000;

/** The pattern that all types of the feed meet. */
const EVERYTHING = 'pe.trazo.*';

@QueryHandler(ListEventosQuery)
export class ListEventosHandler implements IQueryHandler<ListEventosQuery> {
  constructor(
    private readonly log: Log,
    private readonly feed: EventoFeed,
    private readonly tail: CambioTail,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `cursor-vencido`, or `validacion` for a cursor of something else */
  async execute(query: ListEventosQuery): Promise<EventosPage> {
    const { input } = query;
    const { limit, tipo = EVERYTHING } = input;
    const owner = ownerFor(query);
    const clienteId = withinOwn(owner?.clienteId, input.cliente);
    const started = performance.now();
    const waitUntil = started + Math.min(waitMs(input.esperar) ?? 0, MAX_ESPERA_MS);
    const eventos: Evento[] = [];
    const cursors = await this.cursors.open();
    let extent = await this.log.number();
    let after = startOf(cursors, input, extent);
    for (;;) {
      const upTo = Math.min(extent.ultima, after.posicion + WINDOW);
      const found = await this.feed.list(cursors, {
        after,
        upTo,
        limit: limit - eventos.length,
        tipo,
        clienteId,
        transportistaId: owner?.transportistaId,
      });
      eventos.push(...found.map(({ evento }) => evento));
      const full = eventos.length === limit;
      after = full ? (found.at(-1) as Placed).place : behind(Math.max(upTo, after.posicion));
      const upToDate = !full && upTo === extent.ultima && !extent.more;
      const now = performance.now();
      const enough = upToDate ? eventos.length > 0 || now >= waitUntil : now - started > SEARCH_MS;
      if (full || enough) return { eventos, cursor: encodePlace(cursors, after), upToDate };
      if (upToDate) await this.tail.waitPast(extent.ultima, waitUntil - now);
      if (upTo === extent.ultima) extent = await this.log.number();
    }
  }
}

function startOf(cursors: CursorSigner, { cursor, desde }: ListEventosInput, extent: Extent): Place {
  if (!cursor) return behind(desde === 'ahora' ? extent.ultima : Math.max(extent.primera - 1, 0));
  const place = decodePlace(cursors, cursor);
  assertKept(place, extent);
  return place;
}
