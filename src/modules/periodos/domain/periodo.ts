/** The way of a month through the archive, in its order. */
export const ESTADOS_PERIODO = [
  'abierto',
  'cerrado',
  'exportado',
  'verificado',
  'separado',
  'eliminado',
] as const;

/** Where a month stands on its way through the archive. */
export type EstadoPeriodo = (typeof ESTADOS_PERIODO)[number];

/** What decides where a month may go next. Times are RFC 3339. */
export interface Camino {
  /** First day of the month, `YYYY-MM-01`. */
  readonly mes: string;
  readonly estado: EstadoPeriodo;
  /** Whether the database holds envíos of it. */
  readonly caliente: boolean;
  readonly separadoEn: string | null;
  readonly restauradoEn: string | null;
  /** Why it stands still. */
  readonly problema: { readonly codigo: string } | null;
}

/** When months leave. */
export interface Politica {
  /** First day of the first month that is too young for the archive. */
  readonly horizonte: string;
  /** How long the tables of a separated month, and a restored month, are left alone, in milliseconds. */
  readonly graciaMs: number;
}

// A month is closed again when its export went wrong, or when envíos that had stayed behind can follow the others. It is
// opened again by a restore, from wherever it is once the archive answers for it.
const NEXT: Readonly<Record<EstadoPeriodo, readonly EstadoPeriodo[]>> = {
  abierto: ['cerrado'],
  cerrado: ['exportado', 'cerrado', 'abierto'],
  exportado: ['verificado', 'cerrado', 'abierto'],
  verificado: ['separado', 'cerrado', 'abierto'],
  separado: ['eliminado', 'abierto'],
  eliminado: ['cerrado', 'abierto'],
};

/** Whether a month may go from one estado to another. */
export const mayGo = (from: EstadoPeriodo, to: EstadoPeriodo): boolean => NEXT[from].includes(to);

/** How far a run takes a month at most. */
export const endOfRun = (estado: EstadoPeriodo): EstadoPeriodo =>
  estado === 'separado' ? 'eliminado' : 'separado';

/** Whether the tables that a separated month left behind may be dropped at an instant. */
export const graceIsOver = ({ separadoEn }: Camino, { graciaMs }: Politica, now: Date): boolean =>
  separadoEn !== null && isOver(separadoEn, graciaMs, now);

/**
 * Whether the nightly run has something to do for a month. For an archived month that still has hot envíos it depends on
 * those as well: they follow when all of them are closed.
 */
export function isDue(camino: Camino, politica: Politica, now: Date): boolean {
  const { mes, estado, restauradoEn, caliente } = camino;
  if (isWrong(camino)) return false;
  if (estado === 'separado') return graceIsOver(camino, politica, now);
  if (estado === 'eliminado') return caliente;
  const restored = restauradoEn && estado === 'abierto' && !isOver(restauradoEn, politica.graciaMs, now);
  return mes < politica.horizonte && !restored;
}

/**
 * Whether a month that an operator asks for has to be closed again first: its export turned out wrong, or envíos stayed
 * behind that may be closed by now.
 */
export const mustBeginAgain = (camino: Camino): boolean =>
  (camino.estado === 'eliminado' && camino.caliente) || isWrong(camino);

/** An export with other rows than the month: only an operator sends it on its way again. */
const isWrong = ({ problema }: Camino) => problema?.codigo === 'archivo-no-coincide';

const isOver = (since: string, ms: number, now: Date) => Date.parse(since) + ms <= now.getTime();
