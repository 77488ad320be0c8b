import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { Random } from '../../tools/runtime/random.js';
import { clockOf, type Device, devicesOf } from './device.js';
import { DeviceClient } from './device-client.js';
import { isPosted, requestOf } from './device-request.js';
import type { Ledger, Posted } from './ledger.js';

const PERIOD_MS = 4_000;
const CLIENT_TIMEOUT_MS = 8_000;
const TRIES = 12;
const DEVICES = 10;
/** Lines are of the envíos that were created last. */
const LIVE_ENVIOS = 200;
/** Enough for more than one lote now and then. */
const MOST_LINES = 600;
const COLUMNS = ['idEvento', 'codigo', 'tipo', 'ocurridoEn', 'dispositivoId', 'enviadoEn'];

/** Posts files of trazas, some of their lines wrong. What was answered with 202 is as good as acknowledged, line by line. */
export class Importer {
  readonly #client = new DeviceClient(CLIENT_TIMEOUT_MS);
  readonly #devices: readonly Device[];
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #urls: readonly string[];
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param urls - Where the APIs are; each file goes to one of them. */
  constructor(random: Random, ledger: Ledger, urls: readonly string[]) {
    this.#random = random;
    this.#ledger = ledger;
    this.#urls = urls;
    this.#devices = devicesOf(random, DEVICES);
    for (const { id, offsetMs } of this.#devices) ledger.clocks.set(id, offsetMs);
  }

  start(): void {
    this.#timer = setInterval(() => {
      const work = this.#import();
      this.#underWay.add(work);
      void work.finally(() => this.#underWay.delete(work));
    }, PERIOD_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopped = true;
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    this.#client.close();
  }

  async #import(): Promise<void> {
    const device = this.#devices[Math.floor(this.#random() * DEVICES)] as Device;
    const count = 1 + Math.floor(this.#random() ** 3 * MOST_LINES);
    const lines = Array.from({ length: count }, () => this.#lineOf(device));
    const good = lines.filter(isPosted);
    for (let attempt = 1; attempt <= TRIES && !this.#stopped; attempt += 1) {
      // Without a key: a file whose answer was lost is another file the next time, of the same trazas.
      const { body } = requestOf(lines, [device.says ? { ...device, says: 'evento' } : device], Date.now());
      const text = stringify(body, { header: true, columns: COLUMNS });
      const url = this.#urls[Math.floor(this.#random() * this.#urls.length)] as string;
      const reply = await this.#client.postCsv(`${url}/v1/importaciones?tipo=trazas`, text);
      this.#ledger.count(`archivo ${reply.outcome}`);
      if (reply.status === 202) {
        const { id } = JSON.parse(reply.body) as { id: string };
        this.#ledger.imports.push({ id, good: good.length, wrong: count - good.length });
        return this.#ledger.acknowledge('', good);
      }
      await sleep(Math.min(2_000, 50 * 2 ** attempt));
    }
  }

  #lineOf(device: Device): Posted | object {
    const happenedAt = Date.now() - Math.floor(this.#random() * 86_400_000);
    const { envios } = this.#ledger;
    const event = {
      idEvento: randomUUID(),
      codigo: envios[
        envios.length - 1 - Math.floor(this.#random() * Math.min(LIVE_ENVIOS, envios.length))
      ] as string,
      tipo: 'escaneo',
      ocurridoEn: clockOf(device, happenedAt),
      dispositivoId: device.id,
    };
    return this.#random() < 0.05
      ? { ...event, tipo: 'volando' }
      : this.#ledger.post({ ...event, happenedAt });
  }
}
