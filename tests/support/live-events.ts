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
    const headers: Record<string, string> = lastId ? { 'last-event-id': lastId } : {};
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
    let text = '';
    try {
      for await (const chunk of this.response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Cut, by either side.
    }
    this.ended = true;
  }

  private take(block: string): void {
    for (const line of block.split('\n')) {
      const [, field, value] = /^(\w*): ?(.*)$/.exec(line) ?? [];
      if (field === 'id') this.lastId = value!;
      if (field === 'retry') this.retryMs = Number(value);
      if (field === 'data') {
        this.events.push(JSON.parse(value!) as Evento);
        this.cameAt.push(performance.now());
      }
    }
  }
}
