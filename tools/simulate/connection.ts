import { type Random, shuffled } from '../runtime/random.js';
import type { SimulatedTraza } from './device.js';

/** Most trazas of one request. */
const MAX_TRAZAS = 1_000;
const OFFLINE_CHANCE = 0.03;
const LONGEST_OFFLINE_MS = 30_000;
const HELD_BACK_CHANCE = 0.03;
const SHUFFLED_CHANCE = 0.5;

/**
 * What stands between a device and the API: stretches without coverage, after which everything goes out in one go, and
 * requests that are overtaken by later ones.
 */
export class Connection {
  readonly #random: Random;
  #backlog: SimulatedTraza[] = [];
  #heldBack: SimulatedTraza[] = [];
  #offlineUntil = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  isOffline(now: number): boolean {
    return now < this.#offlineUntil;
  }

  /** What is sent now, as requests, when the device has this to tell. */
  send(traza: SimulatedTraza, now: number): SimulatedTraza[][] {
    if (!this.isOffline(now) && this.#random() < OFFLINE_CHANCE)
      this.#offlineUntil = now + this.#random() * LONGEST_OFFLINE_MS;
    this.#backlog.push(traza);
    if (this.isOffline(now)) return [];
    const waiting = this.#backlog;
    this.#backlog = [];
    if (waiting.length === 1 && this.#heldBack.length === 0 && this.#random() < HELD_BACK_CHANCE) {
      this.#heldBack = waiting;
      return [];
    }
    return this.#requests(waiting);
  }

  /** Whatever is left, once there is coverage again. */
  flush(): SimulatedTraza[][] {
    const waiting = this.#backlog;
    this.#backlog = [];
    this.#offlineUntil = 0;
    return this.#requests(waiting);
  }

  #requests(waiting: SimulatedTraza[]): SimulatedTraza[][] {
    const late = this.#heldBack;
    this.#heldBack = [];
    const burst =
      waiting.length > 1 && this.#random() < SHUFFLED_CHANCE ? shuffled(waiting, this.#random) : waiting;
    const parts = Array.from({ length: Math.ceil(burst.length / MAX_TRAZAS) }, (_, index) =>
      burst.slice(index * MAX_TRAZAS, (index + 1) * MAX_TRAZAS),
    );
    return late.length > 0 ? [...parts, late] : parts;
  }
}
