import { setTimeout as sleep } from 'node:timers/promises';
import { type Acknowledgement, Api } from '../replay/api.js';
import { HttpClient } from '../replay/http-client.js';
import { ReceiptBook } from '../replay/receipts.js';
import type { TokenSource } from '../runtime/common-options.js';
import { type Random, randomOf } from '../runtime/random.js';
import { Audit, type BrokenPromise } from './audit.js';
import { Connection } from './connection.js';
import { Device, type SimulatedTraza } from './device.js';
import { EnvioAudit, type EnvioFindings, type ShownEnvio } from './envio-audit.js';
import { Stock } from './stock.js';

/** What to simulate. */
export interface SimulationOptions {
  /** Of a running instance. */
  url: string;
  /** With what to come in. */
  token: TokenSource;
  devices: number;
  perSecond: number;
  durationMs: number;
  seed: number;
  /** How long the instance may be away, or settle nothing, before it counts as gone. */
  patienceMs: number;
}

/** How far a simulation is. */
export interface SimulationState {
  elapsedMs: number;
  envios: number;
  sent: number;
  acknowledged: number;
  settled: number;
  offline: number;
  retries: number;
  /** Milliseconds from sending to 202, of the last requests. */
  latencies: readonly number[];
}

/** What a simulation came to. */
export interface SimulationResult extends Omit<SimulationState, 'settled' | 'offline'> {
  /** Copies sent a second time on purpose, as after an answer that was lost. */
  repeated: number;
  applied: number;
  duplicates: number;
  /** Refused by the API when they were sent. */
  refused: number;
  /** Never acknowledged: the instance was away for too long. */
  unacknowledged: number;
  /** Why the first request failed that did. */
  failure: string | undefined;
  broken: BrokenPromise[];
  /** What their details say of the envíos. */
  shown: EnvioFindings;
}

const TICK_MS = 20;
const SHOW_EVERY_MS = 500;
const LOST_ANSWER_CHANCE = 0.02;
const CONNECTIONS = 256;
const RECENT = 1_000;

/** A fleet that posts what happens to it, as often as it is told to, whether or not the answers keep up (open loop). */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #show: (state: SimulationState) => void;
  readonly #http: HttpClient;
  readonly #api: Api;
  readonly #receipts: ReceiptBook;
  readonly #random: Random;
  readonly #stock: Stock;
  readonly #fleet: { device: Device; connection: Connection }[];
  readonly #audit = new Audit();
  readonly #envioAudit: EnvioAudit;
  readonly #underWay = new Set<Promise<void>>();
  readonly #latencies: number[] = [];
  #sent = 0;
  #repeated = 0;
  #refused = 0;
  #unacknowledged = 0;
  #failure: string | undefined;
  #stockFailure: Error | undefined;

  constructor(options: SimulationOptions, show: (state: SimulationState) => void) {
    const { url, token, patienceMs, devices, perSecond, seed } = options;
    this.#options = options;
    this.#show = show;
    this.#http = new HttpClient(url, { patienceMs, token, connections: CONNECTIONS });
    this.#api = new Api(this.#http);
    this.#envioAudit = new EnvioAudit(patienceMs);
    this.#receipts = new ReceiptBook(this.#api, patienceMs, () => undefined);
    // A source for each, so that what one draws does not depend on when another's answer comes.
    this.#random = randomOf(seed);
    this.#stock = new Stock(this.#http, randomOf(seed + 1), Math.max(100, Math.ceil(perSecond / 2)));
    this.#fleet = Array.from({ length: devices }, (_, index) => ({
      device: new Device(randomOf(seed + 2 + 2 * index), Date.now()),
      connection: new Connection(randomOf(seed + 3 + 2 * index)),
    }));
  }

  /**
   * Runs to its end, or until it is told to stop, and checks every acknowledged traza against its receipt.
   *
   * @throws {UserError} when the instance is not there, or settles nothing any more.
   */
  async run(stop?: AbortSignal): Promise<SimulationResult> {
    try {
      await this.#api.checkReady();
      await this.#stock.fill();
      const elapsedMs = await this.#drive(stop);
      for (const { device, connection } of this.#fleet)
        for (const request of connection.flush()) this.#post(device, request);
      while (this.#underWay.size > 0) await Promise.all(this.#underWay);
      for (const receipt of await this.#receipts.all()) this.#audit.settle(receipt);
      const read = async (codigo: string) => (await this.#api.getEnvio(codigo)) as unknown as ShownEnvio;
      return this.#result(elapsedMs, await this.#envioAudit.check(read));
    } finally {
      this.#http.close();
    }
  }

  async #drive(stop: AbortSignal | undefined): Promise<number> {
    const { perSecond, durationMs } = this.#options;
    const started = performance.now();
    let elapsed = 0;
    let told = 0;
    let shown = 0;
    while (elapsed < durationMs && !stop?.aborted) {
      const due = Math.floor((elapsed / 1_000) * perSecond) - told;
      for (let event = 0; event < due; event += 1) if (this.#tell()) told += 1;
      this.#stock.fill().catch((error: unknown) => (this.#stockFailure = error as Error));
      await sleep(TICK_MS);
      if (this.#stockFailure) throw this.#stockFailure;
      elapsed = performance.now() - started;
      if (elapsed - shown >= SHOW_EVERY_MS) {
        shown = elapsed;
        this.#show(this.#state(elapsed));
      }
    }
    return elapsed;
  }

  /** Something happens to some device. False when there is no envío for it to carry. */
  #tell(): boolean {
    const { device, connection } = this.#fleet[Math.floor(this.#random() * this.#fleet.length)] as {
      device: Device;
      connection: Connection;
    };
    if (device.isFree) {
      const parcel = this.#stock.take(device.city);
      if (!parcel) return false;
      device.load(parcel);
    }
    const now = Date.now();
    const traza = device.next(now);
    this.#envioAudit.tell(traza, now);
    for (const request of connection.send(traza, now)) {
      this.#post(device, request);
      // The device did not hear the answer, and does what a device does then.
      if (this.#random() < LOST_ANSWER_CHANCE) {
        this.#repeated += request.length;
        this.#post(device, request);
      }
    }
    return true;
  }

  #post(device: Device, request: readonly SimulatedTraza[]): void {
    this.#sent += request.length;
    const posting = this.#send(device, request).finally(() => this.#underWay.delete(posting));
    this.#underWay.add(posting);
  }

  async #send(device: Device, request: readonly SimulatedTraza[]): Promise<void> {
    const sentAt = performance.now();
    // As of each attempt: what the device says of its clock is true of the one that arrives.
    const headers = (): Record<string, string> => {
      if (!device.says) return {};
      const enviadoEn = device.clock(Date.now());
      this.#envioAudit.sent(request, enviadoEn);
      return { 'trazo-enviado-en': enviadoEn };
    };
    try {
      const body = (await this.#http.post('/v1/trazas', request, headers)).body as Acknowledgement;
      this.#latencies.push(performance.now() - sentAt);
      const refused = new Set(body.rechazadas.map(({ indice }) => indice));
      this.#refused += refused.size;
      this.#audit.acknowledge(
        request.filter((_, index) => !refused.has(index)).map(({ idEvento }) => idEvento),
      );
      this.#receipts.add(body.capturaId);
    } catch (error) {
      this.#failure ??= (error as Error).message;
      this.#unacknowledged += request.length;
    }
  }

  #state(elapsedMs: number): SimulationState {
    const now = Date.now();
    return {
      elapsedMs,
      envios: this.#stock.created,
      sent: this.#sent,
      acknowledged: this.#audit.acknowledged,
      settled: this.#receipts.settled,
      offline: this.#fleet.filter(({ connection }) => connection.isOffline(now)).length,
      retries: this.#http.retries,
      latencies: this.#latencies.slice(-RECENT),
    };
  }

  #result(elapsedMs: number, shown: EnvioFindings): SimulationResult {
    const { settled: _settled, offline: _offline, ...state } = this.#state(elapsedMs);
    return {
      ...state,
      latencies: this.#latencies,
      repeated: this.#repeated,
      applied: this.#audit.count('aplicada'),
      duplicates: this.#audit.count('duplicada'),
      refused: this.#refused,
      unacknowledged: this.#unacknowledged,
      failure: this.#failure,
      broken: this.#audit.brokenPromises(),
      shown,
    };
  }
}
