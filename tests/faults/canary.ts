import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recibo } from '../../src/modules/trazas/captura.dto.js';
import { DeviceClient } from './device-client.js';
import { bodyOf, type Ledger, type Posted } from './ledger.js';

const CLIENT_TIMEOUT_MS = 2_000;
const PAUSE_MS = 25;

/** Posts one traza after a fault and follows it until it is stored: the time that takes is the time of recovery. */
export class Canary {
  readonly #client = new DeviceClient(CLIENT_TIMEOUT_MS);
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /**
   * @param urls - APIs that may be asked, in turn.
   * @returns whether it was stored in time.
   */
  async sing(urls: readonly string[], limitMs: number): Promise<boolean> {
    const deadline = performance.now() + limitMs;
    const event = this.#ledger.post({
      idEvento: randomUUID(),
      codigo: this.#ledger.envios.at(-1) as string,
      tipo: 'posicion',
      ocurridoEn: new Date().toISOString(),
    });
    for (let turn = 0; performance.now() < deadline; turn += 1) {
      const url = urls[turn % urls.length] as string;
      const capturaId = await this.#post(url, event);
      if (capturaId && (await this.#follow(urls, capturaId, deadline))) return true;
      await sleep(PAUSE_MS);
    }
    return false;
  }

  close(): void {
    this.#client.close();
  }

  async #post(url: string, event: Posted): Promise<string | undefined> {
    const reply = await this.#client.post(`${url}/v1/trazas`, bodyOf(event));
    if (reply.status !== 202) return undefined;
    const { capturaId } = JSON.parse(reply.body) as { capturaId: string };
    this.#ledger.acknowledge(capturaId, [event]);
    return capturaId;
  }

  async #follow(urls: readonly string[], capturaId: string, deadline: number): Promise<boolean> {
    for (let turn = 0; performance.now() < deadline; turn += 1) {
      const reply = await this.#client.get(`${urls[turn % urls.length]}/v1/capturas/${capturaId}`);
      if (reply.status === 200 && (JSON.parse(reply.body) as Recibo).estado === 'completa') return true;
      await sleep(PAUSE_MS);
    }
    return false;
  }
}
