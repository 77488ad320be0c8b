import { randomUUID } from 'node:crypto';
import type { Random } from '../../bench/runtime/random.js';
import { codigoOf } from '../../src/modules/codigos/domain/codigo.js';
import { TIPOS_TRAZA } from '../../src/modules/trazas/domain/tipo.js';
import { DeviceClient } from './device-client.js';
import type { Ledger, Posted } from './ledger.js';

export interface FleetOptions {
  random: Random;
  ledger: Ledger;
  /** Requests a second, whether or not the last ones were answered. */
  rate: number;
  /** Where the APIs are; each request goes to one of them. */
  urls: readonly string[];
}

const TICK_MS = 20;
const CLIENT_TIMEOUT_MS = 8_000;
/** Devices give up a request after so many tries. */
const TRIES = 12;
const DEVICES = 20;
const ENVIOS_AT_ONCE = 25;
/** Trazas go to the envíos that were created last: histories stay as long as they are in life. */
const LIVE_ENVIOS = 200;
/** What is posted again is taken from the last so many. */
const REMEMBERED = 2_000;
/** A new series of envíos begins after so many requests. */
const RENEW_EVERY = 150;
/** Codes that no envío ever gets: of a thousand out of 2,600 million hardly one is ever given out. */
const NEVER = 2_500_000_000;

/**
 * Devices that post at a steady rate, whatever comes back: single trazas and lists, some twice, some out of order, some
 * that are wrong, some of envíos that do not exist yet or never will. What is not answered with 202 is posted again.
 */
export class Fleet {
  readonly #client = new DeviceClient(CLIENT_TIMEOUT_MS);
  readonly #options: FleetOptions;
  readonly #devices = Array.from({ length: DEVICES }, () => randomUUID());
  readonly #codigos: string[] = [];
  readonly #recent: Posted[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #references: { clienteId: string; transportistaId: string } | undefined;
  /** Codes that the next envíos will have. */
  #reserved: readonly string[] = [];
  #requests = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  /** Creates what trazas refer to, and starts posting. */
  async start(): Promise<void> {
    const url = this.#options.urls[0] as string;
    const create = async (path: string, body: object) =>
      (JSON.parse((await this.#client.post(url + path, body)).body) as { id: string }).id;
    this.#references = {
      clienteId: await create('/v1/clientes', { nombre: 'Café Andino' }),
      transportistaId: await create('/v1/transportistas', { nombre: 'Rápidos del Sur', codigo: 'RDS' }),
    };
    await this.#createEnvios(randomUUID());
    const begun = performance.now();
    let due = 0;
    this.#timer = setInterval(() => {
      const wanted = ((performance.now() - begun) / 1_000) * this.#options.rate;
      // Behind by more than a second: the machine stood still, and a burst would only repeat it.
      due = Math.max(due, wanted - this.#options.rate);
      for (; due < wanted; due += 1) this.#go();
    }, TICK_MS);
  }

  /** Posts no more and waits for the last answers. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    this.#client.close();
  }

  #go(): void {
    this.#requests += 1;
    const work =
      this.#requests % RENEW_EVERY === 0
        ? this.#createEnvios(randomUUID())
        : this.#deliver(this.#nextEvents());
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  #nextEvents(): (Posted | object)[] {
    const { random } = this.#options;
    const size = random() < 0.05 ? 50 + Math.floor(random() * 150) : 1 + Math.floor(random() * 4);
    return Array.from({ length: size }, () => this.#nextEvent());
  }

  #nextEvent(): Posted | object {
    const { random, ledger } = this.#options;
    const again = this.#recent[Math.floor(random() * this.#recent.length)];
    if (again && random() < 0.1) return again;
    const event = {
      idEvento: randomUUID(),
      codigo: this.#codigo(),
      tipo: TIPOS_TRAZA[Math.floor(random() * TIPOS_TRAZA.length)] as string,
      // Up to a day late, and in no order.
      ocurridoEn: new Date(Date.now() - Math.floor(random() * 86_400_000)).toISOString(),
      dispositivoId: this.#devices[Math.floor(random() * this.#devices.length)] as string,
    };
    if (random() < 0.03) return { ...event, tipo: 'volando' };
    const posted = ledger.post(event);
    this.#recent.push(posted);
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
    return posted;
  }

  #codigo(): string {
    const { random } = this.#options;
    const dice = random();
    if (dice < 0.01) return codigoOf(NEVER + Math.floor(random() * 1_000), 'PE');
    const early = this.#reserved[Math.floor(random() * ENVIOS_AT_ONCE)];
    if (dice < 0.04 && early) return early;
    const live = Math.min(LIVE_ENVIOS, this.#codigos.length);
    return this.#codigos[this.#codigos.length - 1 - Math.floor(random() * live)] as string;
  }

  /** Posts until it is acknowledged, or for so many tries. */
  async #deliver(events: (Posted | object)[]): Promise<void> {
    const { ledger } = this.#options;
    const valid = events.filter((event): event is Posted => 'acknowledged' in event);
    const body = events.map(({ acknowledged: _, ...event }: Partial<Posted>) => event);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const reply = await this.#client.post(`${this.#url()}/v1/trazas`, body);
      ledger.count(reply.outcome);
      if (reply.status === 202) {
        const answer = JSON.parse(reply.body) as { capturaId: string; aceptadas: number };
        if (answer.aceptadas !== valid.length) ledger.count('202 con otra cuenta');
        return ledger.acknowledge(answer.capturaId, valid);
      }
      if (reply.status === 400) return;
      await this.#pause(attempt);
    }
  }

  async #createEnvios(key: string): Promise<void> {
    const { ledger } = this.#options;
    // Each block is used once: of a lote whose answer was lost nobody knows whether it has its codes.
    const reserved = this.#reserved;
    this.#reserved = [];
    const body = {
      envios: Array.from({ length: ENVIOS_AT_ONCE }, (_, index) => ({
        ...ENVIO,
        ...this.#references,
        codigo: reserved[index],
      })),
    };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const headers = { 'idempotency-key': `"${key}"` };
      const reply = await this.#client.post(`${this.#url()}/v1/envios/lote`, body, headers);
      ledger.count(`envíos ${reply.outcome}`);
      if (reply.status === 201) {
        const codigos = (JSON.parse(reply.body) as { envios: { codigo: string }[] }).envios;
        for (const { codigo } of codigos) this.#codigos.push(codigo);
        ledger.envios.push(...codigos.map(({ codigo }) => codigo));
        return this.#reserve();
      }
      await this.#pause(attempt);
    }
  }

  /** Labels for the next envíos, which devices may scan before those are there. */
  async #reserve(): Promise<void> {
    const reply = await this.#client.post(`${this.#url()}/v1/codigos`, { cantidad: ENVIOS_AT_ONCE });
    this.#options.ledger.count(`bloque ${reply.outcome}`);
    if (reply.status === 201) this.#reserved = (JSON.parse(reply.body) as { codigos: string[] }).codigos;
  }

  #url(): string {
    const { urls, random } = this.#options;
    return urls[Math.floor(random() * urls.length)] as string;
  }

  #pause(attempt: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 50 * 2 ** attempt)));
  }
}

const ADDRESS = { direccion: 'Jr. Ica 100', ciudad: 'Lima', region: 'LIM', pais: 'PE' };
const ENVIO = {
  destinatario: { nombre: 'Ana Q.' },
  origen: ADDRESS,
  destino: { ...ADDRESS, direccion: 'Av. Sol 20', ciudad: 'Cusco', region: 'CUS' },
  bultos: 1,
  pesoG: 1_200,
};
