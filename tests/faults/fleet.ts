import { randomUUID } from 'node:crypto';
import type { Random } from '../../tools/runtime/random.js';
import { codigoOf } from '../../src/modules/codigos/domain/codigo.js';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { clockOf, type Device, devicesOf } from './device.js';
import { DeviceClient } from './device-client.js';
import { bodyOf, type Ledger, type Posted } from './ledger.js';
import { isPosted, requestOf } from './device-request.js';

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
/** Reserved before each series: more than it needs. */
const LABELS = 35;
/** Trazas go to the envíos that were created last: histories stay as long as they are in life. */
const LIVE_ENVIOS = 200;
/** What is posted again is taken from the last so many. */
const REMEMBERED = 2_000;
/** A new series of envíos begins after so many requests. */
const RENEW_EVERY = 150;
/** Codes that no envío ever gets: of a thousand out of 2,600 million hardly one is ever given out. */
const NEVER = 2_500_000_000;
/** What a repeat says that is none. */
const OTHER_PLACE = 'Otro lugar';

/**
 * Devices that post at a steady rate, whatever comes back: single trazas and lists, some twice, some out of order, some
 * that are wrong, some of envíos that do not exist yet or never will. What is not answered with 202 is posted again.
 */
export class Fleet {
  readonly #client = new DeviceClient(CLIENT_TIMEOUT_MS);
  readonly #options: FleetOptions;
  readonly #devices: readonly Device[];
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
    this.#devices = devicesOf(options.random, DEVICES);
    for (const { id, offsetMs } of this.#devices) options.ledger.clocks.set(id, offsetMs);
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
    const device = this.#devices[Math.floor(random() * this.#devices.length)] as Device;
    return Array.from({ length: size }, () => this.#nextEvent(device));
  }

  #nextEvent(device: Device): Posted | object {
    const { random, ledger } = this.#options;
    const again = this.#recent[Math.floor(random() * this.#recent.length)];
    if (again && random() < 0.1)
      return random() < 0.8
        ? again
        : ledger.post({ ...bodyOf(again), lugar: OTHER_PLACE, happenedAt: again.happenedAt });
    // Up to a day late, and in no order.
    const happenedAt = Date.now() - Math.floor(random() * 86_400_000);
    const event = {
      idEvento: randomUUID(),
      codigo: this.#codigo(),
      tipo: TIPOS_TRAZA[Math.floor(random() * TIPOS_TRAZA.length)] as string,
      ocurridoEn: clockOf(device, happenedAt),
      dispositivoId: device.id,
    };
    if (random() < 0.03) return { ...event, tipo: 'volando' };
    const posted = ledger.post({ ...event, happenedAt });
    this.#recent.push(posted);
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
    return posted;
  }

  #codigo(): string {
    const { random } = this.#options;
    const dice = random();
    if (dice < 0.01) return codigoOf(NEVER + Math.floor(random() * 1_000), 'PE');
    const early = this.#reserved[Math.floor(random() * LABELS)];
    if (dice < 0.04 && early) return early;
    const live = Math.min(LIVE_ENVIOS, this.#codigos.length);
    return this.#codigos[this.#codigos.length - 1 - Math.floor(random() * live)] as string;
  }

  /** Posts until it is acknowledged, or for so many tries. */
  async #deliver(events: (Posted | object)[]): Promise<void> {
    const { ledger } = this.#options;
    const valid = events.filter(isPosted);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const { body, headers } = requestOf(events, this.#devices, Date.now());
      const reply = await this.#client.post(`${this.#url()}/v1/trazas`, body, headers);
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

  /** Labels for the next envíos, which devices may scan before those are there, and some for which there will be none. */
  async #reserve(): Promise<void> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const reply = await this.#client.post(`${this.#url()}/v1/codigos`, { cantidad: LABELS });
      this.#options.ledger.count(`bloque ${reply.outcome}`);
      if (reply.status === 201) {
        this.#reserved = (JSON.parse(reply.body) as { codigos: string[] }).codigos;
        for (const codigo of this.#reserved) this.#options.ledger.reserved.add(codigo);
        return;
      }
      await this.#pause(attempt);
    }
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
