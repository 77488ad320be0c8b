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
    accept: 'text/event-stream',
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  const { body } = await fetch(http.url + path, { headers, signal: leave.signal });
  let text = '';
  try {
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() as string;
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const data = field('data');
        if (data) yield { event: field('event') ?? 'message', id: field('id'), data: JSON.parse(data) };
      }
    }
  } finally {
    leave.abort();
  }
}
