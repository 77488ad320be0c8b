import type { Random } from '../runtime/random.js';
import { between, type City } from './cities.js';

/** A traza as a device posts it. */
export interface SimulatedTraza {
  idEvento: string;
  codigo: string;
  tipo: string;
  motivo: string | null;
  ocurridoEn: string;
  secuencia: number;
  lugar: string | null;
  lat: number;
  lon: number;
}

/** An envío that waits to be carried. */
export interface Parcel {
  codigo: string;
  from: City;
  to: City;
}

/** What happens to a parcel, one step after the other, and where on the way: 0 at its origin, 1 at its destination. */
interface Step {
  tipo: string;
  motivo?: string;
  share: number;
}

const MOST_POSITIONS = 4;
const FAILURES = ['destinatario_ausente', 'direccion_incorrecta', 'clima', 'zona_insegura'];

/** The whole way of a parcel. It always ends with a terminal estado. */
function journey(random: Random): Step[] {
  const positions = Math.floor(random() * (MOST_POSITIONS + 1));
  const moving = Array.from({ length: positions }, (_, index) => ({
    tipo: 'posicion',
    share: (index + 1) / (positions + 1),
  }));
  const failed = random() < 0.15;
  const motivo = FAILURES[Math.floor(random() * FAILURES.length)] as string;
  return [
    { tipo: 'recogido', share: 0 },
    { tipo: 'en_transito', share: 0 },
    ...moving,
    { tipo: 'escaneo', share: 1 },
    { tipo: 'en_reparto', share: 1 },
    ...(failed
      ? [
          { tipo: 'intento_fallido', motivo, share: 1 },
          { tipo: 'en_reparto', share: 1 },
        ]
      : []),
    random() < 0.02 ? { tipo: 'devuelto', share: 1 } : { tipo: 'entregado', share: 1 },
  ];
}

/** A UUID (version 4) of this randomness, so that a seed repeats the ids as well. */
export function uuidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[Math.floor(random() * 4)] as string;
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

const HOUR_MS = 3_600_000;
const YEAR_MS = 8_760 * HOUR_MS;

/**
 * How far a clock is off, in milliseconds. Most are off by a few seconds; one in twenty was set by hand, wrong by up to two
 * hours; one in ten lost its battery, and is years behind or, if it says so when it sends, ahead.
 */
function offsetOf(random: Random, says: boolean): number {
  const kind = random();
  const share = random() * 2 - 1;
  if (kind < 0.85) return Math.round(share * 5_000);
  if (kind < 0.9) return Math.round(share * 2 * HOUR_MS);
  // What claims to be more than a day ahead is not taken.
  return Math.round((says ? share : -Math.abs(share)) * 30 * YEAR_MS);
}

/** A vehicle with a device in it: carries one parcel after the other, and has a clock and a counter of its own. */
export class Device {
  /** Whether it says when it sends something, by its own clock. */
  readonly says: boolean;
  readonly #random: Random;
  /** How far its clock is off, in milliseconds, and how much further it goes off in a second. */
  readonly #offsetMs: number;
  readonly #driftMsPerSecond: number;
  readonly #started: number;
  #secuencia = 0;
  #parcel: Parcel | undefined;
  #steps: Step[] = [];

  /** @param now - Milliseconds since 1970. */
  constructor(random: Random, now: number) {
    this.#random = random;
    this.#started = now;
    this.says = random() < 0.5;
    this.#offsetMs = offsetOf(random, this.says);
    this.#driftMsPerSecond = (random() * 2 - 1) * 0.2;
  }

  /** Whether it has nothing to carry. */
  get isFree(): boolean {
    return this.#steps.length === 0;
  }

  /** Where it is when it is free: at the destination of what it carried last. */
  get city(): City | undefined {
    return this.#parcel?.to;
  }

  load(parcel: Parcel): void {
    this.#parcel = parcel;
    this.#steps = journey(this.#random);
  }

  /**
   * The next thing that happens, by the device's own clock.
   *
   * @throws when it is free.
   */
  next(now: number): SimulatedTraza {
    const step = this.#steps.shift();
    if (!step || !this.#parcel) throw new Error('a free device has nothing to tell');
    const { codigo, from, to } = this.#parcel;
    this.#secuencia += 1;
    return {
      idEvento: uuidOf(this.#random),
      codigo,
      tipo: step.tipo,
      motivo: step.motivo ?? null,
      ocurridoEn: this.clock(now),
      secuencia: this.#secuencia,
      lugar: step.share === 0 ? from.nombre : step.share === 1 ? to.nombre : null,
      ...between(from, to, step.share),
    };
  }

  /**
   * What its clock shows, RFC 3339.
   *
   * @param now - Milliseconds since 1970.
   */
  clock(now: number): string {
    const drift = ((now - this.#started) / 1_000) * this.#driftMsPerSecond;
    return new Date(Math.round(now + this.#offsetMs + drift)).toISOString();
  }
}
