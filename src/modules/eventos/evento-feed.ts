import { Injectable } from '@nestjs/common';
import type { CursorSigner } from '../../platform/http/cursors.js';
import { Log } from '../../platform/log/log.js';
import { comparePlaces, type Place } from '../../platform/log/place.js';
import { meets } from '../../platform/log/type-pattern.js';
import { CambioLog, type CambioRow } from './cambio-log.js';
import { type Evento, FEED_TYPES } from './evento.dto.js';
import { factToEvento, toEvento } from './evento-row.js';

/** Which events to read. */
export interface Wanted {
  after: Place;
  /** Last position to look at. */
  upTo: number;
  limit: number;
  /** A type, or a pattern of types. */
  tipo: string;
  clienteId?: string | undefined;
  transportistaId?: string | undefined;
}

/** An event, and its place. */
export interface Placed {
  evento: Evento;
  place: Place;
}

const [CREATED, CHANGED] = FEED_TYPES as [string, string];

/** The events of the log in their one order: changes of envíos, and facts of everything else. */
@Injectable()
export class EventoFeed {
  constructor(
    private readonly log: Log,
    private readonly cambios: CambioLog,
  ) {}

  async list(cursors: CursorSigner, wanted: Wanted): Promise<Placed[]> {
    const { clienteId, transportistaId, tipo, limit } = wanted;
    const owner = { ...(clienteId && { clienteId }), ...(transportistaId && { transportistaId }) };
    const [changes, facts] = await Promise.all([
      this.changes(wanted),
      this.log.listFacts({ ...wanted, types: [tipo], owner }),
    ]);
    const placed = [
      ...changes.map((row) => ({
        evento: toEvento(cursors, { ...row, codigo: row.codigo as string }),
        place: { posicion: row.posicion, orden: row.orden },
      })),
      ...facts.map((fact) => ({ evento: factToEvento(cursors, fact), place: fact.place })),
    ];
    if (facts.length > 0) placed.sort((a, b) => comparePlaces(a.place, b.place));
    return placed.slice(0, limit);
  }

  private async changes({ tipo, ...selection }: Wanted): Promise<CambioRow[]> {
    const created = meets(CREATED, tipo);
    const changed = meets(CHANGED, tipo);
    if (!created && !changed) return [];
    return this.cambios.list({ ...selection, created: created && changed ? undefined : created });
  }
}
