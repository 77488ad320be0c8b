import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/** What a Server-Sent Event may say. */
export interface EventFields {
  retry?: number;
  event?: string;
  data?: object;
  id?: string | number;
}

/** One Server-Sent Event; null keeps the connection alive. */
export type ServerEvent = (EventFields & { event: string; data: object }) | null;

/** Answers with Server-Sent Events (HTML, 9.2) until there are no more, or until nobody listens. */
export function streamEvents(reply: FastifyReply, events: AsyncIterable<ServerEvent>): StreamableFile {
  // Proxies must hand on what they have.
  void reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  return new StreamableFile(Readable.from(write(events), { objectMode: false }), {
    type: 'text/event-stream',
  });
}

async function* write(events: AsyncIterable<ServerEvent>): AsyncGenerator<string> {
  for await (const each of events) yield each === null ? KEEP_ALIVE : eventText(each);
}

/** A comment: it keeps a connection alive, and means nothing. */
export const KEEP_ALIVE = ':\n\n';

/**
 * Fields of a Server-Sent Event (HTML, 9.2) as they go over the wire. The id stands behind what it stands for: a client that is
 * cut off in between has not promised to have seen it.
 *
 * @param retry - Milliseconds after which a client connects again.
 */
export function eventText({ retry, event, data, id }: EventFields): string {
  const fields = Object.entries({ retry, event, data: data && JSON.stringify(data), id });
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\n`]));
  return `${lines.join('')}\n`;
}
