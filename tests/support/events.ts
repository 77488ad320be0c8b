import { EventSourceParserStream } from 'eventsource-parser/stream';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { HttpClient } from './http-client.js';

/** A Server-Sent Event, as a browser would hear it. */
export interface HeardEvent {
  event: string;
  id: string | undefined;
  data: Record<string, unknown>;
}

/** Listens until the server ends it, or the caller. */
export async function* readEvents(
  http: HttpClient,
  path: string,
  lastEventId?: string,
): AsyncGenerator<HeardEvent> {
  const leave = new AbortController();
  const headers = {
    ...HOUSE_HEADERS,
    accept: 'text/event-stream',
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  const { body } = await fetch(http.url + path, { headers, signal: leave.signal });
  try {
    const events = body!.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { event = 'message', id, data } of events) yield { event, id, data: JSON.parse(data) };
  } finally {
    leave.abort();
  }
}
