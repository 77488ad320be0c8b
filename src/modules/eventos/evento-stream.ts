import { Readable } from 'node:stream';
import { eventText, KEEP_ALIVE } from '../../platform/http/event-stream.js';
import type { Evento } from './evento.dto.js';

/** After this long without an event a comment is sent, so that nobody in between takes the connection for dead. */
const HEARTBEAT_MS = 15_000;

/** How long a client waits before it connects anew, in milliseconds. */
const RETRY_MS = 2_000;

/** A client that reads so little that so many bytes wait for it is let go: it comes back, and says where it was. */
const MOST_UNREAD = 1_048_576;

/**
 * Events as Server-Sent Events (HTML, `text/event-stream`). Whatever ends the stream, `onEnd` is called once.
 */
export class EventoStream extends Readable {
  private readonly heartbeat = setInterval(() => this.write(KEEP_ALIVE), HEARTBEAT_MS);

  constructor(private readonly onEnd: () => void) {
    super();
    this.write(eventText({ retry: RETRY_MS }));
  }

  /** Says where the client is without an event: everything up to there must have gone out. */
  place(id: string): void {
    this.write(eventText({ id }));
  }

  send(evento: Evento): void {
    this.write(eventText({ data: evento, id: evento.id }));
  }

  /** Ends it in order. */
  end(): void {
    this.push(null);
  }

  override _read(): void {
    // What there is was pushed when it happened.
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearInterval(this.heartbeat);
    this.onEnd();
    callback(error);
  }

  private write(text: string): void {
    if (this.destroyed || this.readableEnded) return;
    this.push(text);
    if (this.readableLength > MOST_UNREAD) this.destroy();
  }
}
