import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Owner, ownerColumn } from '../../platform/access/owner.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { mergeEvent, type StoredPart } from './event-merge.js';
import type { Json } from './event-place.js';
import type { EventQuery } from './event-query.js';
import { EVENT_ID } from './query-conditions.js';

/** Where in the order of a query an event stands: its instant, in microseconds since 1970, and its id. */
export type EventPlace = readonly [moment: string, id: string];

/** Characters of the events of a page, after which it ends before it is full. */
const MAX_PAGE_SIZE = 4 * 1_048_576;

const COLUMNS = { eventTime: 't.ocurrido_en', recordTime: 't.recibido_en' } as const;

const FROM = `
  FROM trazas t
    LEFT JOIN anulaciones a ON a.id = t.anulada_por
  WHERE t.datos ? 'epcis'`;

const ofOwner = (column: string) => (parameter: string) =>
  `EXISTS (SELECT FROM envios e WHERE e.id = t.envio_id AND e.${column} = ${parameter})`;
const ofCliente = ofOwner('cliente_id');
const ofTransportista = ofOwner('transportista_id');

// $1: ids of an event; $2, $3: the cliente and the transportista of the envíos, or null for anybody's. Answers all that was
// captured with the event, whatever the query asked of one of its EPCs.
const SELECT_PARTS = `
  SELECT t.datos -> 'epcis' AS evento, ${EVENT_ID} AS id, t.recibido_en AS "recordTime", a.razon AS reason,
    a.anulada_en AS "declarationTime", a.correcciones AS corrections
  ${FROM} AND ${EVENT_ID} = $1 AND ($2::uuid IS NULL OR ${ofCliente('$2')}) AND ($3::uuid IS NULL OR ${ofTransportista('$3')})
  ORDER BY t.recibido_en, t.envio_id`;

/** Reads the events that were captured, from the trazas that they gave. */
@Injectable()
export class EventReader {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /**
   * The events of a page, in their order.
   *
   * @param limit - Most of them.
   * @param owner - Of whose envíos alone; of everybody's if undefined.
   * @returns them, and the place of the last one if there are more.
   */
  async read(query: EventQuery, after: EventPlace | undefined, limit: number, owner: Owner | undefined) {
    const { text, values } = selectPlaces(narrowed(query, owner), after, limit + 1);
    const { rows } = await this.pool.query<{ moment: string; id: string }>(text, values);
    const events: Json[] = [];
    let size = 0;
    for (const { id } of rows.slice(0, limit)) {
      if (size > MAX_PAGE_SIZE) break;
      const event = mergeEvent(
        (await this.pool.query<StoredPart>(SELECT_PARTS, [id, owner?.clienteId, owner?.transportistaId]))
          .rows,
      );
      size += JSON.stringify(event).length;
      events.push(event);
    }
    const last = rows[events.length - 1];
    const more = events.length < rows.length && last;
    return { events, next: more ? ([last.moment, last.id] as const) : undefined };
  }

  /** Whether more than so many events meet a query. */
  async isMoreThan(query: EventQuery, most: number, owner: Owner | undefined): Promise<boolean> {
    const parameters = new Parameters();
    const text = `SELECT count(*) AS count FROM (SELECT DISTINCT ${EVENT_ID} ${FROM} ${whereOf(narrowed(query, owner), parameters)} LIMIT ${most + 1}) x`;
    const { rows } = await this.pool.query<{ count: number }>(text, parameters.values);
    return Number(rows[0]?.count) > most;
  }
}

/** A query that finds nothing but what was captured of somebody's envíos. */
function narrowed(query: EventQuery, owner: Owner | undefined): EventQuery {
  if (!owner) return query;
  const [column, id] = ownerColumn(owner);
  return { ...query, conditions: [...query.conditions, { sql: ofOwner(column)('?::uuid'), values: [id] }] };
}

class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

function whereOf({ conditions }: EventQuery, parameters: Parameters): string {
  return conditions
    .map(({ sql, values }) => {
      let at = 0;
      // A `?` that is an operator of jsonb is written by the conditions as ` ? '` or ` ?| `, a parameter as `?::` or `(?::`.
      return `AND ${sql.replace(/\?::/g, () => `${parameters.add(values[at++])}::`)}`;
    })
    .join(' ');
}

/** Instants and ids of the events of a page: of one that gave several trazas, once. */
function selectPlaces(query: EventQuery, after: EventPlace | undefined, limit: number) {
  const parameters = new Parameters();
  const { by, descending } = query.order;
  const column = COLUMNS[by];
  const where = whereOf(query, parameters);
  const instant = (micros: string) => `to_timestamp(${parameters.add(micros)}::numeric / 1000000)`;
  const place = after
    ? `AND (${column}, ${EVENT_ID}) ${descending ? '<' : '>'} (${instant(after[0])}, ${parameters.add(after[1])}::text)`
    : '';
  const direction = descending ? 'DESC' : 'ASC';
  const text = `
    SELECT DISTINCT ON (${column}, ${EVENT_ID})
      (extract(epoch FROM ${column}) * 1000000)::bigint::text AS moment, ${EVENT_ID} AS id
    ${FROM} ${where} ${place}
    ORDER BY ${column} ${direction}, ${EVENT_ID} ${direction}
    LIMIT ${limit}`;
  return { text, values: parameters.values };
}
