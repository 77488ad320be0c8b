import type { Random } from '../runtime/random.js';
import { ZONE_OFFSET } from './calendar.js';
import type { Carrier, Hub } from './population.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EARTH_KM = 6_371;
/** Lorries on mountain roads, stops included. */
const KM_PER_HOUR = 42;

/** Something that happened to an envío; `share` says where: 0 at its origin, 1 at its destination. */
export interface Step {
  tipo: string;
  motivo?: string;
  share: number;
  /** Whether it happened in the centro of that city. */
  inside: boolean;
  /** By the device, and by us. Milliseconds since 1970. */
  occurredAt: number;
  receivedAt: number;
}

/** What an envío's way depends on. */
export interface Trip {
  from: Hub;
  to: Hub;
  carrier: Carrier;
  /** Milliseconds since 1970. */
  createdAt: number;
}

const ABSENT = ['destinatario_ausente', 'destinatario_ausente', 'direccion_incorrecta', 'zona_insegura'];
const HELD = ['aduana', 'inspeccion', 'clima', 'bloqueo_de_via', 'transportista_averia'];

/** What is promised for a way: whole days by its length. Milliseconds since 1970, the end of a local day. */
export function promisedAt({ from, to, createdAt }: Trip): number {
  const days = 2 + Math.ceil(hoursOnTheRoad(from, to) / 14);
  return startOfLocalDay(createdAt) + (days + 1) * DAY - 1;
}

/** The whole way of an envío, 4 to 8 steps to its end; one in a thousand is forgotten on the way. */
export function journey(trip: Trip, random: Random): Step[] {
  const walk = new Walk(trip, random);
  const fate = random();
  walk.step('recogido', 1 + random() * 20);
  if (fate < 0.01) return walk.cancelled();
  walk.step('en_transito', 2 + random() * 8);
  if (fate < 0.012) return walk.lost();
  const failed = fate < 0.14;
  const held = !failed && fate < 0.17;
  if (held) walk.held();
  walk.travel(held ? 0 : failed ? 1 : 2);
  if (fate < 0.013) return walk.forgotten();
  if (fate >= 0.17 && fate < 0.21) return walk.collected();
  walk.morning();
  if (failed) walk.attempt('intento_fallido', ABSENT);
  if (fate < 0.035) return walk.returned();
  if (failed) walk.morning();
  walk.attempt('entregado');
  return walk.steps;
}

class Walk {
  readonly steps: Step[] = [];
  readonly #trip: Trip;
  readonly #random: Random;
  #at: number;
  #share = 0;

  constructor(trip: Trip, random: Random) {
    this.#trip = trip;
    this.#random = random;
    this.#at = trip.createdAt;
  }

  step(tipo: string, hours: number, motivo?: string, inside = true): void {
    this.#at += Math.round(hours * HOUR);
    const receivedAt = this.#at + this.#delay();
    this.steps.push({ tipo, motivo, share: this.#share, inside, occurredAt: this.#at, receivedAt });
  }

  /** On the road, with up to so many positions reported on the way, and the scan at the other end. */
  travel(mostPositions: number): void {
    const { from, to, carrier } = this.#trip;
    const noise = Math.exp((this.#random() + this.#random() - 1) * 0.5);
    const hours = 3 + hoursOnTheRoad(from, to) * carrier.pace * noise;
    const positions = Math.floor(this.#random() * (mostPositions + 1));
    for (let index = 1; index <= positions; index += 1) {
      this.#share = index / (positions + 1);
      this.step('posicion', hours / (positions + 1), undefined, false);
    }
    this.#share = 1;
    this.step('escaneo', hours / (positions + 1));
  }

  held(): void {
    this.step('retenido', 1 + this.#random() * 5, this.#pick(HELD));
    this.step('en_transito', 10 + this.#random() * 60);
  }

  /** Out for delivery, the next morning that is not Sunday's. */
  morning(): void {
    let day = startOfLocalDay(this.#at) + DAY;
    if (new Date(day + ZONE_OFFSET).getUTCDay() === 0) day += DAY;
    this.step('en_reparto', (day - this.#at) / HOUR + 7 + this.#random() * 2);
  }

  attempt(tipo: string, motivos?: readonly string[]): void {
    this.step(tipo, 0.5 + this.#random() * 9, motivos && this.#pick(motivos), false);
  }

  collected(): Step[] {
    this.step('disponible_retiro', 1 + this.#random() * 4);
    this.step('entregado', 4 + this.#random() * 90);
    return this.steps;
  }

  returned(): Step[] {
    this.step('en_devolucion', 12 + this.#random() * 48, 'destinatario_rechaza');
    this.#share = 0;
    this.step('devuelto', 24 + this.#random() * 96);
    return this.steps;
  }

  cancelled(): Step[] {
    this.step('escaneo', 1);
    this.step('nota', 1 + this.#random() * 10);
    this.step('cancelado', 1 + this.#random() * 5, 'cancelado_por_remitente');
    return this.steps;
  }

  lost(): Step[] {
    const robbed = this.#random() < 0.3;
    this.step('posicion', 3 + this.#random() * 5, undefined, false);
    if (robbed) this.step('siniestrado', 5, 'robo', false);
    else this.step('extraviado', 24 * (5 + this.#random() * 10), 'no_localizado');
    return this.steps;
  }

  forgotten(): Step[] {
    this.step('nota', 24 + this.#random() * 48);
    return this.steps;
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  /** Most arrive in seconds; some vehicles have no coverage for hours, a few for days. */
  #delay(): number {
    const luck = this.#random();
    const longest = luck < 0.92 ? 5_000 : luck < 0.99 ? 4 * HOUR : 3 * DAY;
    return 200 + Math.floor(this.#random() * longest);
  }
}

function startOfLocalDay(instant: number): number {
  return Math.floor((instant + ZONE_OFFSET) / DAY) * DAY - ZONE_OFFSET;
}

/** Along the great circle (haversine), and a third more for the bends. */
function hoursOnTheRoad(from: Hub, to: Hub): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [dLat, dLon] = [radians(to.lat - from.lat), radians(to.lon - from.lon)];
  const a =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(dLon / 2) ** 2;
  return (2 * EARTH_KM * Math.asin(Math.sqrt(a)) * 1.33) / KM_PER_HOUR;
}
