import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import { retryAfterS } from './domain/pauses.js';
import { signatures } from './domain/signature.js';
import { Receivers } from './receivers.js';

/** A receiver may take so long for its answer, in milliseconds. */
const LIMIT_MS = 30_000;
const CONNECT_MS = 10_000;

/** Of an answer's body nothing is wanted; so much is read, so that the connection can be used again. */
const DRAINED_BYTES = 65_536;

const PER_RECEIVER = 8;

/** An event, as CloudEvents has it (structured JSON). */
export interface Sent {
  id: string;
  type: string;
}

/** What became of one delivery. */
export interface Delivery {
  startedAt: Date;
  durationMs: number;
  /** Status of the answer; null when none came. */
  status: number | null;
  /** Why it did not get through; null if it did. */
  error: string | null;
  /** Seconds that the receiver asked for before the next try; 0 for none. */
  retryAfterS: number;
}

/** Sends events as Standard Webhooks says. It follows no redirect, and speaks to no address that is not public. */
@Injectable()
export class WebhookSender implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(private readonly receivers: Receivers) {
    this.agent = new Agent({
      connect: { lookup: receivers.lookup, timeout: CONNECT_MS },
      connections: PER_RECEIVER,
      headersTimeout: LIMIT_MS,
      bodyTimeout: LIMIT_MS,
      keepAliveTimeout: CONNECT_MS,
    });
  }

  /**
   * Sends an event once. It fails with what became of it, never with an error, unless `signal` is aborted.
   *
   * @param secrets - Each signs.
   */
  async send(url: string, secrets: readonly Buffer[], evento: Sent, signal: AbortSignal): Promise<Delivery> {
    const startedAt = new Date();
    const started = performance.now();
    const ended = (status: number | null, error: string | null, header?: string): Delivery => ({
      startedAt,
      durationMs: Math.round(performance.now() - started),
      status,
      error,
      retryAfterS: retryAfterS(header, Date.now()),
    });
    try {
      const { status, retryAfter } = await this.post(new URL(url), secrets, evento, signal);
      const through = status >= 200 && status < 300;
      return ended(status, through ? null : `respondió ${status}`, retryAfter);
    } catch (error) {
      signal.throwIfAborted();
      return ended(null, explain(error));
    }
  }

  private async post(url: URL, secrets: readonly Buffer[], evento: Sent, signal: AbortSignal) {
    this.receivers.assertAddress(url);
    const body = JSON.stringify(evento);
    const timestamp = Math.floor(Date.now() / 1_000);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS + CONNECT_MS)]);
    const answer = await request(url, {
      dispatcher: this.agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Trazo-Webhooks/1',
        'webhook-id': evento.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatures(secrets, { id: evento.id, timestamp, body }),
      },
      body,
      signal: limit,
    });
    await answer.body.dump({ limit: DRAINED_BYTES, signal: limit }).catch(() => undefined);
    const retryAfter = answer.headers['retry-after'];
    return { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nadie escucha ahí',
  ECONNRESET: 'cortó la conexión',
  UND_ERR_SOCKET: 'cortó la conexión',
  ENOTFOUND: 'el nombre no existe',
  EAI_AGAIN: 'el nombre no se pudo resolver',
  UND_ERR_CONNECT_TIMEOUT: 'no se pudo conectar a tiempo',
  UND_ERR_HEADERS_TIMEOUT: 'no respondió a tiempo',
  UND_ERR_BODY_TIMEOUT: 'no terminó de responder',
};

/** Why nothing came back, without what only we need to know. */
function explain(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError') return 'no respondió a tiempo';
  return ((code && WORDS[code]) ?? message).slice(0, 300);
}
