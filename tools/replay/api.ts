import type { HttpClient } from './http-client.js';
import { TRANSPORTISTA, type TrazaDraft, type toCliente, type toEnvio } from './mapping.js';

/** Whatever JSON the detail came as: nothing about it is taken for granted. */
export type Answer = Record<string, unknown>;

/** A traza as it is posted. */
export type Traza = TrazaDraft & { codigo: string };

/** What became of one event, by its receipt. */
export type Verdict = 'aplicada' | 'duplicada' | 'rechazada' | 'pendiente';

/** The receipt of a capture. */
export interface Receipt {
  estado: 'pendiente' | 'completa';
  eventos: { idEvento: string; resultado: Verdict; problema: string | null }[];
}

/** What a capture was answered. */
export interface Acknowledgement {
  capturaId: string;
  aceptadas: number;
  /** By their place in the request. */
  rechazadas: { indice: number; errors: { pointer: string; code: string }[] }[];
}

/** The public API, as far as a replay needs it. Its keys follow from the file: the same call again creates nothing. */
export class Api {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** @throws when the instance is not there, at once: then a wrong address is more likely than a restart. */
  async checkReady(): Promise<void> {
    await this.#http.get('/health/ready', 0);
  }

  createTransportista(): Promise<string> {
    return this.#create('/v1/transportistas', 'replay-transportista', TRANSPORTISTA, 'id');
  }

  createCliente(key: string, body: ReturnType<typeof toCliente>): Promise<string> {
    return this.#create('/v1/clientes', `replay-cliente-${key}`, body, 'id');
  }

  /** @returns the tracking code. */
  createEnvio(body: ReturnType<typeof toEnvio>): Promise<string> {
    return this.#create('/v1/envios', `replay-pedido-${body.referencia}`, body, 'codigo');
  }

  async postTrazas(trazas: readonly Traza[]): Promise<Acknowledgement> {
    return (await this.#http.post('/v1/trazas', trazas)).body as Acknowledgement;
  }

  async getCaptura(id: string): Promise<Receipt> {
    return (await this.#http.get(`/v1/capturas/${id}`)).body as Receipt;
  }

  async getEnvio(codigo: string): Promise<Answer> {
    return (await this.#http.get(`/v1/envios/${codigo}?historial=todo`)).body as Answer;
  }

  async #create(path: string, key: string, body: object, field: 'id' | 'codigo'): Promise<string> {
    const answer = await this.#http.post(path, body, { 'idempotency-key': `"${key}"` });
    return (answer.body as Record<typeof field, string>)[field];
  }
}
