import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';

/** An answer, its body parsed if it is JSON. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** Talks to the API as any client would. */
export class HttpClient {
  private readonly credentials: Record<string, string>;

  /** @param credentials - Headers of every request that has none of its own; those of the house if left out. */
  constructor(
    readonly url: string,
    credentials: Record<string, string> = HOUSE_HEADERS,
  ) {
    this.credentials = credentials;
  }

  /** The same without credentials. */
  get anonymous(): HttpClient {
    return new HttpClient(this.url, {});
  }

  get<T = Record<string, never>>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, headers);
  }

  /** @param body - A string is sent as it is, nothing as nothing, anything else as JSON. */
  post<T = Record<string, never>>(path: string, body: unknown, headers: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json' };
    return this.send<T>('POST', path, { ...type, ...headers }, text);
  }

  patch<T = Record<string, never>>(path: string, body: unknown, headers: Record<string, string> = {}) {
    const type = { 'content-type': 'application/json' };
    return this.send<T>('PATCH', path, { ...type, ...headers }, JSON.stringify(body));
  }

  put<T = Record<string, never>>(path: string, body: unknown, headers: Record<string, string> = {}) {
    const type = { 'content-type': 'application/json' };
    return this.send<T>('PUT', path, { ...type, ...headers }, JSON.stringify(body));
  }

  delete<T = Record<string, never>>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, headers);
  }

  private async send<T>(method: string, path: string, headers: Record<string, string>, body?: string) {
    const response = await fetch(this.url + path, {
      method,
      headers: { connection: 'close', ...this.credentials, ...headers },
      body,
    });
    const text = await response.text();
    const isJson = text !== '' && /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }
}
