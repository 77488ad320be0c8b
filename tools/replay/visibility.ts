import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, Traza } from './api.js';

/** Between two looks at an envío, growing with the time it has taken: the figure is too high by a tenth at most. */
const PAUSE_MS = 5;
const PAUSE_SHARE = 0.1;
/** More at a time would measure the looking and not the storing. */
const MOST_AT_ONCE = 32;

interface Sample {
  idEvento: string;
  ms: number;
}

/**
 * Measures how long a traza takes from its 202 until the detail of its envío shows it: from the moment the answer has
 * arrived to the moment a GET /v1/envios/:codigo has arrived that has the event in its history, asking again and again.
 * One traza a request is watched, at most 32 at a time, so that watching is a small part of the load.
 */
export class VisibilityWatch {
  readonly #api: Api;
  readonly #samples: Sample[] = [];
  readonly #watching = new Set<Promise<void>>();
  #ending = false;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Watches a traza that has been acknowledged just now, unless enough are being watched. */
  watch({ codigo, idEvento }: Traza): void {
    if (this.#watching.size >= MOST_AT_ONCE) return;
    const watching = this.#untilVisible(codigo, idEvento, performance.now()).finally(() =>
      this.#watching.delete(watching),
    );
    // Its failure is reported by `latencies`, which waits for all of them.
    watching.catch(() => undefined);
    this.#watching.add(watching);
  }

  /**
   * Milliseconds of each watched traza that was new; one that had been there before says nothing. Call it when every
   * receipt is complete: what no detail shows by then is given up, and missed when everything is read back.
   */
  async latencies(isNew: (idEvento: string) => boolean): Promise<number[]> {
    this.#ending = true;
    await Promise.all(this.#watching);
    return this.#samples.filter(({ idEvento }) => isNew(idEvento)).map(({ ms }) => ms);
  }

  async #untilVisible(codigo: string, idEvento: string, acknowledged: number): Promise<void> {
    for (let last = false; ; last = this.#ending) {
      const { historial } = (await this.#api.getEnvio(codigo)) as { historial?: { idEvento: string }[] };
      const ms = performance.now() - acknowledged;
      if (historial?.some((entry) => entry.idEvento === idEvento)) {
        this.#samples.push({ idEvento, ms });
        return;
      }
      if (last) return;
      await sleep(PAUSE_MS + ms * PAUSE_SHARE);
    }
  }
}
