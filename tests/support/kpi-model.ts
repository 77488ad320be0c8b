/** What the figures should be, counted one envío after the other, without a look at the SQL. */
import { compareTrazas, fold, hasFalseTime, type ModelTraza } from './fold-model.js';

/** An envío with all of its trazas. */
export interface ModelEnvio {
  cliente: string;
  transportista: string;
  origen: string;
  region: string;
  /** Milliseconds since 1970. */
  creadoEn: number;
  fechaEstimada: number | null;
  trazas: ModelTraza[];
}

/** What happens to an envío once or never, in milliseconds since 1970. */
export interface Milestones {
  estado: string;
  recogido?: number;
  fallido?: number;
  entregado?: number;
  ultima?: number;
}

const TERMINAL = ['entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado'];
const INFORMATIVE = ['escaneo', 'posicion', 'nota', 'estimacion'];
const LIMA_OFFSET = -5 * 3_600_000;

export const isOpen = (estado: string) => !TERMINAL.includes(estado);

/** The day in Lima. */
export const dayOf = (instant: number) => new Date(instant + LIMA_OFFSET).toISOString().slice(0, 10);

/** The trazas that figures are counted from. */
export function believed({ trazas, creadoEn }: ModelEnvio): ModelTraza[] {
  return trazas.filter((traza) => !traza.anulada && !hasFalseTime(traza, creadoEn)).sort(compareTrazas);
}

/** How many trazas are not believed, and why. */
export function countAnomalies(envios: readonly ModelEnvio[]): { reloj: number; lugar: number } {
  const folds = envios.map(({ trazas, creadoEn }) => fold(trazas, creadoEn));
  const total = (kind: 'reloj' | 'lugar') => folds.reduce((sum, each) => sum + each[kind], 0);
  return { reloj: total('reloj'), lugar: total('lugar') };
}

export function milestonesOf(envio: ModelEnvio): Milestones {
  const valid = believed(envio);
  const first = (tipo: string) => valid.find((traza) => traza.tipo === tipo)?.ocurridoEn;
  let estado = 'registrado';
  let closedAt: number | undefined;
  for (const { tipo, ocurridoEn } of valid) {
    if (INFORMATIVE.includes(tipo)) continue;
    if (TERMINAL.includes(estado) && !['reapertura', 'en_devolucion'].includes(tipo)) continue;
    estado = tipo === 'reapertura' ? 'en_transito' : tipo;
    closedAt = TERMINAL.includes(estado) ? ocurridoEn : undefined;
  }
  return {
    estado,
    recogido: first('recogido'),
    fallido: first('intento_fallido'),
    entregado: estado === 'entregado' ? closedAt : undefined,
    ultima: valid.at(-1)?.ocurridoEn,
  };
}

/** Counts of one day, or of anything else. */
export interface Counts {
  creados: number;
  entregados: number;
  conFechaEstimada: number;
  aTiempo: number;
  primerosIntentos: number;
  logradosAlPrimero: number;
}

const ZERO: Counts = {
  creados: 0,
  entregados: 0,
  conFechaEstimada: 0,
  aTiempo: 0,
  primerosIntentos: 0,
  logradosAlPrimero: 0,
};

/** Counts by group; a group with nothing in it is not there. */
export function countActivity(
  envios: readonly ModelEnvio[],
  groupOf: (envio: ModelEnvio, day: string) => string,
  isWanted: (day: string) => boolean,
): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const envio of envios) {
    const add = (instant: number | undefined, counts: Partial<Record<keyof Counts, boolean>>) => {
      if (instant === undefined || !isWanted(dayOf(instant))) return;
      const group = groupOf(envio, dayOf(instant));
      const sums = groups.get(group) ?? { ...ZERO };
      for (const [name, counted] of Object.entries(counts)) if (counted) sums[name as keyof Counts] += 1;
      groups.set(group, sums);
    };
    const { entregado, fallido } = milestonesOf(envio);
    const promised = envio.fechaEstimada;
    add(envio.creadoEn, { creados: true });
    add(entregado, {
      entregados: true,
      conFechaEstimada: promised !== null,
      aTiempo: promised !== null && (entregado as number) <= promised,
    });
    const attempts = [entregado, fallido].filter((instant) => instant !== undefined);
    if (attempts.length > 0)
      add(Math.min(...attempts), {
        primerosIntentos: true,
        logradosAlPrimero: entregado !== undefined && (fallido === undefined || entregado < fallido),
      });
  }
  return groups;
}

/** Hours on the way of everything delivered, by group, in order. */
export function transitHours(
  envios: readonly ModelEnvio[],
  groupOf: (envio: ModelEnvio) => string,
): Map<string, number[]> {
  const delivered = envios.flatMap((envio) => {
    const { entregado, recogido } = milestonesOf(envio);
    if (entregado === undefined) return [];
    return [{ group: groupOf(envio), hours: (entregado - (recogido ?? envio.creadoEn)) / 3_600_000 }];
  });
  const groups = Map.groupBy(delivered, ({ group }) => group);
  return new Map(
    [...groups].map(([group, items]) => [group, items.map(({ hours }) => hours).sort((a, b) => a - b)]),
  );
}
