import { createParser } from 'eventsource-parser';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { Evento } from '../../src/modules/eventos/evento.dto.js';

/** A stream of Server-Sent Events, read as a browser reads it. */
export class LiveEvents {
  readonly events: Evento[] = [];
  /** When each of them came, by `performance.now()`. */
  readonly cameAt: number[] = [];
  /** What a browser would send as `Last-Event-ID`. */
  lastId = '';
  retryMs = 0;
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  /** @throws when the answer is not a stream. */
  static async open(url: string, lastId?: string): Promise<LiveEvents> {
    const abort = new AbortController();
    const headers = { ...HOUSE_HEADERS, ...(lastId && { 'last-event-id': lastId }) };
    const response = await fetch(url, { headers, signal: abort.signal });
    if (response.status !== 200)
      throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
    const live = new LiveEvents(response, abort);
    void live.read();
    return live;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    const parser = createParser({
      onEvent: ({ data }) => {
        this.events.push(JSON.parse(data) as Evento);
        this.cameAt.push(performance.now());
      },
      onId: (id) => (this.lastId = id),
      onRetry: (ms) => (this.retryMs = ms),
    });
    try {
      for await (const chunk of this.response.body!.pipeThrough(new TextDecoderStream())) parser.feed(chunk);
    } catch {
      // Cut, by either side.
    }
    this.ended = true;
  }
}
