/** The fold as the architecture words it, written down a second time, without a look at the SQL. */

/** What the fold needs of a traza. */
export interface ModelTraza {
  idEvento: string;
  tipo: string;
  motivo: string | null;
  /** Milliseconds since 1970. */
  ocurridoEn: number;
  recibidoEn: number;
  secuencia: number | null;
  anulada?: boolean;
}

const TERMINAL = new Set(['entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado']);
const INFORMATIVE = new Set(['escaneo', 'posicion', 'nota', 'estimacion']);

/** Order of the fold: device time, then device counter (without one last), then the event's id. */
export function compareTrazas(a: ModelTraza, b: ModelTraza): number {
  return (
    a.ocurridoEn - b.ocurridoEn ||
    (a.secuencia ?? Infinity) - (b.secuencia ?? Infinity) ||
    (a.idEvento < b.idEvento ? -1 : a.idEvento > b.idEvento ? 1 : 0)
  );
}

/** Whether the time of a traza cannot be true, so that it counts for nothing. */
export function hasFalseTime({ ocurridoEn, recibidoEn }: ModelTraza, creadoEn: number): boolean {
  return ocurridoEn - recibidoEn > 5 * 60_000 || creadoEn - ocurridoEn > 24 * 3_600_000;
}

/** Estado, motivo and odd events of an envío with these trazas, in any order and with repeats. */
export function fold(trazas: readonly ModelTraza[], creadoEn: number) {
  const distinct = [...new Map(trazas.map((traza) => [traza.idEvento, traza])).values()].sort(compareTrazas);
  let estado = 'registrado';
  let motivo: string | null = null;
  const anomalias = new Map<string, 'reloj' | 'lugar'>();
  for (const traza of distinct) {
    if (traza.anulada) continue;
    if (hasFalseTime(traza, creadoEn)) {
      anomalias.set(traza.idEvento, 'reloj');
      continue;
    }
    const closed = TERMINAL.has(estado);
    const reopens = traza.tipo === 'reapertura' || traza.tipo === 'en_devolucion';
    const moves = !INFORMATIVE.has(traza.tipo);
    const stray = moves && closed && !reopens;
    const needless = traza.tipo === 'reapertura' && !closed;
    if (stray || needless) anomalias.set(traza.idEvento, 'lugar');
    if (!moves || stray) continue;
    estado = traza.tipo === 'reapertura' ? 'en_transito' : traza.tipo;
    motivo = traza.motivo;
  }
  const believed = distinct.filter((traza) => !traza.anulada && !hasFalseTime(traza, creadoEn));
  const count = (kind: string) => [...anomalias.values()].filter((anomalia) => anomalia === kind).length;
  return {
    estado,
    motivo,
    total: distinct.length,
    anomalias,
    reloj: count('reloj'),
    lugar: count('lugar'),
    primera: believed[0]?.ocurridoEn ?? null,
    ultima: believed.at(-1)?.ocurridoEn ?? null,
    orden: distinct.map(({ idEvento }) => idEvento).reverse(),
  };
}
