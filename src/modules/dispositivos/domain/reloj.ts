/** What a device's clock is taken to be. */
export const RELOJES = ['sin_datos', 'en_hora', 'adelantado', 'atrasado', 'posible_atraso'] as const;

export type Reloj = (typeof RELOJES)[number];

/** What is known of a device's clock: the least delay of its recent trazas, of how many, and what it said itself. */
export interface Indicios {
  /** recibidoEn - ocurridoEn in milliseconds. */
  demoraMs: number;
  trazas: number;
  /** How far it was ahead, in milliseconds, by what the device itself said of it; null if it said nothing. */
  medidoMs: number | null;
}

/** Clocks that are kept by the network differ from each other by as much. */
const TOLERANCIA_MS = 2_000;

/** A device that reports as it goes has some traza that came within this time. */
const DEMORA_SOSPECHOSA_MS = 5 * 60_000;

/** Fewer trazas may all have been late: a van that was out of reach. */
const TRAZAS_PARA_SOSPECHAR = 50;

/** A request may be as long on its way: a clock that seems to be behind by less is not taken to be. */
const VIAJE_MS = 60_000;

/**
 * The device's clock, and by how many milliseconds it is ahead of ours (behind if negative; null if nothing is known).
 *
 * A traza cannot arrive before it happened, so a negative delay proves that the clock is ahead, by at least that much. A
 * positive one proves nothing, as trazas may come late; but when not one of many came soon, the clock is more likely
 * behind than the device always out of reach, by at most that much. Whoever says what time it has leaves nothing to guess.
 */
export function relojOf({ demoraMs, trazas, medidoMs }: Indicios): {
  reloj: Reloj;
  desfaseMs: number | null;
} {
  if (medidoMs !== null) {
    if (medidoMs > TOLERANCIA_MS) return { reloj: 'adelantado', desfaseMs: medidoMs };
    return { reloj: medidoMs < -VIAJE_MS ? 'atrasado' : 'en_hora', desfaseMs: medidoMs };
  }
  if (demoraMs < -TOLERANCIA_MS) return { reloj: 'adelantado', desfaseMs: -demoraMs };
  if (demoraMs <= DEMORA_SOSPECHOSA_MS) return { reloj: 'en_hora', desfaseMs: 0 };
  if (trazas < TRAZAS_PARA_SOSPECHAR) return { reloj: 'sin_datos', desfaseMs: null };
  return { reloj: 'posible_atraso', desfaseMs: -demoraMs };
}
