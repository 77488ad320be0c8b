import type { Evento } from '../../src/modules/eventos/evento.dto.js';
import type { HttpClient } from './http-client.js';

/** Reads the event feed as any consumer would: from link to link. */
export class Consumer {
  readonly seen: Evento[] = [];
  /** Where it reads next. */
  url: string;

  /** @param query - Of the first request. */
  constructor(
    private readonly http: HttpClient,
    query: string,
  ) {
    this.url = `/v1/eventos${query}`;
  }

  /**
   * Reads one page.
   *
   * @returns whether there was nothing more behind it.
   */
  async next(): Promise<boolean> {
    const { status, headers, body } = await this.http.get<Evento[]>(this.url);
    if (status !== 200) throw new Error(`${this.url} answered ${status}: ${JSON.stringify(body)}`);
    this.seen.push(...body);
    this.url = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')![1]!;
    return headers.get('trazo-al-dia') === 'si';
  }

  /** Reads all that there is. */
  async catchUp(): Promise<void> {
    while (!(await this.next()));
  }
}
