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

/** Estado, motivo and odd events of an envío with these trazas, in any order and with repeats. */
export function fold(trazas: readonly ModelTraza[], creadoEn: number) {
  const distinct = [...new Map(trazas.map((traza) => [traza.idEvento, traza])).values()].sort(compareTrazas);
  let estado = 'registrado';
  let motivo: string | null = null;
  const anomalas = new Set<string>();
  for (const traza of distinct) {
    if (traza.anulada) continue;
    const closed = TERMINAL.has(estado);
    const reopens = traza.tipo === 'reapertura' || traza.tipo === 'en_devolucion';
    const moves = !INFORMATIVE.has(traza.tipo);
    const stray = moves && closed && !reopens;
    const needless = traza.tipo === 'reapertura' && !closed;
    const fastClock = traza.ocurridoEn - traza.recibidoEn > 5 * 60_000;
    const tooEarly = creadoEn - traza.ocurridoEn > 24 * 3_600_000;
    if (stray || needless || fastClock || tooEarly) anomalas.add(traza.idEvento);
    if (!moves || stray) continue;
    estado = traza.tipo === 'reapertura' ? 'en_transito' : traza.tipo;
    motivo = traza.motivo;
  }
  return {
    estado,
    motivo,
    total: distinct.length,
    anomalas,
    orden: distinct.map(({ idEvento }) => idEvento).reverse(),
  };
}
