import { Query } from '@nestjs/cqrs';
import type { IncomingHttpHeaders } from 'node:http';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** An `EPCISQueryDocument`, as the standard has it. */
export type EpcisQueryDocument = Record<string, unknown>;

/** A page of events, and the token of the next one if there is one. */
export interface EventPage {
  document: EpcisQueryDocument;
  /** Media type of the answer. */
  type: string;
  /** How many events it has. */
  found: number;
  nextPageToken: string | undefined;
}

/** Events that were captured and meet a query of the standard's language, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListEpcisEventsQuery extends Query<EventPage> {
  /**
   * @param query - The query string, parsed: not validated yet.
   * @param headers - Of the request: what they say of the answer.
   */
  constructor(
    readonly query: Readonly<Record<string, unknown>>,
    readonly headers: IncomingHttpHeaders,
    readonly context: RequestContext,
  ) {
    super();
  }
}
