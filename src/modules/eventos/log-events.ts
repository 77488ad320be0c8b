import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Fact } from '../../platform/log/fact.js';
import type { Evento } from './evento.dto.js';
import { factToEvento } from './evento-row.js';
import { placeSql } from './place-sql.js';
import { feedTypes } from './type-pattern-field.js';

// $1 envíos, $2 instants, in step.
const PLACES = `
  SELECT e.numero, ${placeSql('e.envio_id', 'e.ocurrido_en')} AS lugar
  FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS e (envio_id, ocurrido_en, numero)`;

/** Makes of facts of the log the events that the feed shows of them, with the same ids. */
@Injectable()
export class LogEvents {
  constructor(private readonly cursors: Cursors) {}

  /** The facts that the feed shows, as it shows them. */
  async of(db: Queryable, facts: readonly Fact[]): Promise<{ factId: string; evento: Evento }[]> {
    const types = new Set(feedTypes());
    const shown = facts.filter(({ type }) => types.has(type));
    const moved = shown.filter(({ data }) => typeof data['ocurridoEn'] === 'string');
    const places = await this.placesOf(db, moved);
    const cursors = await this.cursors.open();
    return shown.map((fact) => {
      const evento = (data: Fact['data']) => ({
        factId: fact.id,
        evento: factToEvento(cursors, { ...fact, data }),
      });
      if (!('estadoAnterior' in fact.data)) return evento(fact.data);
      return evento({ id: fact.subject, ...fact.owners, ...fact.data, lugar: places.get(fact) ?? null });
    });
  }

  private async placesOf(db: Queryable, facts: readonly Fact[]): Promise<Map<Fact, string | null>> {
    if (facts.length === 0) return new Map();
    const { rows } = await db.query<{ numero: number; lugar: string | null }>(PLACES, [
      facts.map(({ subject }) => subject),
      facts.map(({ data }) => data['ocurridoEn']),
    ]);
    return new Map(rows.map(({ numero, lugar }) => [facts[numero - 1] as Fact, lugar]));
  }
}
