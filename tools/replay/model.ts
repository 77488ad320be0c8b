/**
 * What an envío must look like after its trazas, in plain TypeScript: written from the rule, not from the program that
 * it checks. The rule: trazas are taken in the order of (ocurridoEn, secuencia with none last, idEvento); `nota`,
 * `escaneo`, `posicion` and `estimacion` move nothing; a terminal estado stands unless a reapertura (back to
 * en_transito) or an en_devolucion follows; without any that moves, the envío is registrado. What happened more than a day
 * before its envío was created, or more than five minutes after it was received, has a false time: it is kept and shown,
 * and nothing follows from it.
 */
const INFORMATIVE = new Set(['nota', 'escaneo', 'posicion', 'estimacion']);
const TERMINAL = new Set(['entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado']);
const REOPENING = new Set(['reapertura', 'en_devolucion']);
const DAY_MS = 86_400_000;
const AHEAD_MS = 300_000;

/** As much of a traza as the rule looks at. */
export interface ModelTraza {
  idEvento: string;
  tipo: string;
  /** RFC 3339, any offset. */
  ocurridoEn: string;
  /** RFC 3339; without it the clock of its device is taken to be no more ahead than is borne with. */
  recibidoEn?: string;
  secuencia: number | null;
}

/** One line of the history. */
export interface ModelEntry {
  idEvento: string;
  tipo: string;
  /** Milliseconds since 1970. */
  ocurridoEn: number;
  /** It is not believed: kept, shown, and moves nothing. */
  anomala: boolean;
  /** Why: its time cannot be true, or it makes no sense in its place. */
  anomalia: 'reloj' | 'lugar' | null;
}

/** What the rule makes of some trazas. */
export interface ModelEnvio {
  estado: string;
  /** Newest first. */
  historial: ModelEntry[];
}

/**
 * Folds trazas, in whatever order and however often they come.
 *
 * @param creadoEn - When the envío was created, RFC 3339: more than a day before it nothing can have happened to it.
 */
export function fold(trazas: readonly ModelTraza[], creadoEn: string): ModelEnvio {
  const distinct = [...new Map(trazas.map((traza) => [traza.idEvento, traza])).values()];
  let estado = 'registrado';
  const historial = distinct.sort(inOrder).map(({ idEvento, tipo, ocurridoEn, recibidoEn }): ModelEntry => {
    const at = Date.parse(ocurridoEn);
    if (at < Date.parse(creadoEn) - DAY_MS || at > Date.parse(recibidoEn ?? ocurridoEn) + AHEAD_MS)
      return { idEvento, tipo, ocurridoEn: at, anomala: true, anomalia: 'reloj' };
    const moves = !INFORMATIVE.has(tipo);
    const stray = moves && TERMINAL.has(estado) && !REOPENING.has(tipo);
    const idleReopening = tipo === 'reapertura' && !TERMINAL.has(estado);
    if (moves && !stray) estado = tipo === 'reapertura' ? 'en_transito' : tipo;
    const odd = stray || idleReopening;
    return { idEvento, tipo, ocurridoEn: at, anomala: odd, anomalia: odd ? 'lugar' : null };
  });
  return { estado, historial: historial.reverse() };
}

function inOrder(a: ModelTraza, b: ModelTraza): number {
  return (
    Date.parse(a.ocurridoEn) - Date.parse(b.ocurridoEn) ||
    compare(a.secuencia ?? Infinity, b.secuencia ?? Infinity) ||
    compare(a.idEvento, b.idEvento)
  );
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
