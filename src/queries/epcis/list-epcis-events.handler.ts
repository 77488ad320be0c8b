import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Json } from '../../modules/epcis/event-place.js';
import { type EventQuery, readQuery } from '../../modules/epcis/event-query.js';
import { EventReader } from '../../modules/epcis/event-reader.js';
import { typeAccepted } from '../../modules/epcis/negotiation.js';
import type { Actor } from '../../platform/access/actor.js';
import { ownerFor } from '../../platform/access/owner.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import { type EpcisQueryDocument, type EventPage, ListEpcisEventsQuery } from './list-epcis-events.query.js';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

type Token = readonly [moment: string, id: string, left: number | null];

const isText = (value: unknown) => typeof value === 'string';
const SHAPES = [isText, isText, (value: unknown) => value === null || Number.isInteger(value)];

@QueryHandler(ListEpcisEventsQuery)
export class ListEpcisEventsHandler implements IQueryHandler<ListEpcisEventsQuery> {
  constructor(
    private readonly reader: EventReader,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `consulta-epcis`, `consulta-epcis-grande`, `formato-no-disponible` */
  async execute(asked: ListEpcisEventsQuery): Promise<EventPage> {
    const { query: parameters, headers, context } = asked;
    const owner = ownerFor(asked);
    const type = typeAccepted(headers);
    const query = readQuery(parameters);
    const place = await this.placeOf(query, context.actor);
    const left = place?.[2] ?? query.limit;
    if (query.most !== undefined && !place && (await this.reader.isMoreThan(query, query.most, owner)))
      throw new DomainError('consulta-epcis-grande', { max: query.most });
    const limit = Math.min(query.perPage, left ?? query.perPage);
    const { events, next } = await this.reader.read(query, place && [place[0], place[1]], limit, owner);
    const rest = left === undefined ? null : left - events.length;
    const more = next && rest !== 0;
    const nextPageToken = more ? await this.tokenOf(query, context.actor, [...next, rest]) : undefined;
    return { document: documentOf(events), type, found: events.length, nextPageToken };
  }

  private async placeOf({ token, identity }: EventQuery, actor: Actor): Promise<Token | undefined> {
    if (token === undefined) return undefined;
    const cursors = await this.cursors.open(actor);
    try {
      return cursors.decode<Token>(['epcis', identity], token, SHAPES, '#/nextPageToken');
    } catch (error) {
      throw error instanceof DomainError
        ? new DomainError('consulta-epcis', error.params, error.fields)
        : error;
    }
  }

  private async tokenOf({ identity }: EventQuery, actor: Actor, token: Token): Promise<string> {
    return (await this.cursors.open(actor)).encode(['epcis', identity], token);
  }
}

function documentOf(events: readonly Json[]): EpcisQueryDocument {
  return {
    '@context': [CONTEXT],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: new Date().toISOString(),
    epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: events } } },
  };
}
