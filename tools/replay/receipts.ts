import { setTimeout as sleep } from 'node:timers/promises';
import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import type { Api, Receipt } from './api.js';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;
const LANES = 4;

/** Waits for the receipts of captures, while further ones are still being posted. */
export class ReceiptBook {
  /** Events whose fate is known. */
  settled = 0;
  readonly #api: Api;
  readonly #patienceMs: number;
  readonly #onSettled: () => void;
  readonly #waiting: string[] = [];
  readonly #receipts: Receipt[] = [];
  readonly #lanes: Promise<void>[] = [];
  #working = 0;
  #lastNews = performance.now();

  /** @param patienceMs - How long nothing at all may be settled before it counts as stuck. */
  constructor(api: Api, patienceMs: number, onSettled: () => void) {
    this.#api = api;
    this.#patienceMs = patienceMs;
    this.#onSettled = onSettled;
  }

  add(capturaId: string): void {
    this.#waiting.push(capturaId);
    if (this.#working >= LANES) return;
    if (this.#working === 0) this.#lastNews = performance.now();
    this.#working += 1;
    const lane = this.#work();
    // Its failure is reported by `all`, which waits for every lane.
    lane.catch(() => undefined);
    this.#lanes.push(lane);
  }

  /**
   * Every receipt, once all are complete; nothing is added any more.
   *
   * @throws {UserError} when they stop coming.
   */
  async all(): Promise<Receipt[]> {
    await Promise.all(this.#lanes);
    return this.#receipts;
  }

  async #work(): Promise<void> {
    try {
      for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) {
        const receipt = await this.#untilComplete(id);
        this.#receipts.push(receipt);
        this.settled += receipt.eventos.length;
        this.#lastNews = performance.now();
        this.#onSettled();
      }
    } catch (error) {
      this.#waiting.length = 0;
      throw error;
    } finally {
      // In the same turn as the last look at the list, so that `add` never counts on a lane that is leaving.
      this.#working -= 1;
    }
  }

  async #untilComplete(id: string): Promise<Receipt> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const receipt = await this.#api.getCaptura(id);
      if (receipt.estado === 'completa') return receipt;
      if (performance.now() - this.#lastNews > this.#patienceMs) throw this.#stuck();
      await sleep(pause);
    }
  }

  #stuck(): UserError {
    const seconds = this.#patienceMs / 1_000;
    return new UserError(
      either(
        `Desde hace ${seconds} s ningún recibo se completa: las trazas están a salvo en la cola, ` +
          'pero nadie las guarda. ¿Está en marcha el worker?',
        `No receipt has become complete for ${seconds} s: the trazas are safe in the queue, ` +
          'but nobody stores them. Is the worker running?',
      ),
    );
  }
}
