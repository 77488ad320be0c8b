import { compareTrazas, fold, hasFalseTime, type ModelTraza } from './fold-model.js';

/** Lists of envíos as the documentation words them, over plain objects. */

/** What a list knows of an envío. */
export interface ModelEnvio {
  codigo: string;
  id: string;
  referencia: string | null;
  clienteId: string;
  clienteNombre: string;
  transportistaId: string;
  destinatario: string;
  telefono: string | null;
  origen: string;
  destino: string;
  ciudad: string;
  region: string;
  creadoEn: string;
  fechaEstimada: string | null;
  trazas: (ModelTraza & { centroId: string | null })[];
}

/** A filter, as the query string has it. */
export type ModelFilter = Partial<Record<string, string>>;

const TERMINAL = ['entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado'];

/** An envío with what follows from its trazas. */
export function derive(envio: ModelEnvio) {
  const last = envio.trazas
    .filter((traza) => !traza.anulada && !hasFalseTime(traza, Date.parse(envio.creadoEn)))
    .sort(compareTrazas)
    .at(-1);
  const { estado, motivo, reloj, lugar } = fold(envio.trazas, Date.parse(envio.creadoEn));
  return {
    ...envio,
    estado,
    motivo,
    reloj,
    lugar,
    centroId: last?.centroId ?? null,
    ultimaTraza: last ? new Date(last.ocurridoEn).toISOString() : null,
  };
}

type Derived = ReturnType<typeof derive>;

/** What a filter finds, in its order. */
export function listModel(envios: readonly ModelEnvio[], filter: ModelFilter): Derived[] {
  const { orden = '-creado' } = filter;
  const sign = orden.startsWith('-') ? -1 : 1;
  const by: Record<string, (envio: Derived) => string | null> = {
    creado: ({ id }) => id,
    ultimaTraza: ({ ultimaTraza }) => ultimaTraza,
    fechaEstimada: ({ fechaEstimada }) => fechaEstimada,
  };
  const value = by[orden.replace('-', '')]!;
  const compare = (a: string, b: string) => sign * (a < b ? -1 : a > b ? 1 : 0);
  return envios
    .map(derive)
    .filter((envio) => meets(envio, filter))
    .sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null) || compare(a.id, b.id);
      return compare(x, y) || compare(a.id, b.id);
    });
}

function meets(envio: Derived, filter: ModelFilter): boolean {
  const open = !TERMINAL.includes(envio.estado);
  const rules: Record<string, (wanted: string) => boolean> = {
    estado: (wanted) => wanted.split(',').includes(envio.estado),
    motivo: (wanted) => envio.motivo !== null && wanted.split(',').includes(envio.motivo),
    anomalia: (wanted) => wanted.split(',').some((kind) => envio[kind as 'reloj' | 'lugar'] > 0),
    cliente: (wanted) => envio.clienteId === wanted,
    transportista: (wanted) => envio.transportistaId === wanted,
    centro: (wanted) => envio.centroId === wanted,
    referencia: (wanted) => envio.referencia === wanted,
    region: (wanted) => envio.region === wanted,
    creadoDesde: (wanted) => envio.creadoEn >= wanted,
    creadoHasta: (wanted) => envio.creadoEn <= wanted,
    ultimaTrazaDesde: (wanted) => envio.ultimaTraza !== null && envio.ultimaTraza >= wanted,
    ultimaTrazaHasta: (wanted) => envio.ultimaTraza !== null && envio.ultimaTraza <= wanted,
    atrasado: (wanted) =>
      String(open && envio.fechaEstimada !== null && Date.parse(envio.fechaEstimada) < Date.now()) === wanted,
    sinMovimientoDesde: (wanted) => open && (envio.ultimaTraza ?? envio.creadoEn) < wanted,
    codigo: (wanted) => wanted.split(',').includes(envio.codigo),
    q: (wanted) => found(envio, wanted),
    orden: () => true,
  };
  return Object.entries(filter).every(([name, wanted]) => rules[name]!(wanted!));
}

const words = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const LETTERS = /^\p{L}+$/u;

/** Every word that was asked for is the beginning of one of the envío's, or nearly one of them. */
function found(envio: Derived, wanted: string): boolean {
  const { codigo, referencia, destinatario, telefono, origen, destino, ciudad, clienteNombre } = envio;
  const told = [
    codigo,
    codigo.slice(2, 11),
    referencia,
    destinatario,
    ciudad,
    clienteNombre,
    origen,
    destino,
  ];
  const own = words([...told, telefono, telefono?.slice(-9)].join(' '));
  return readings(words(wanted)).some((reading) =>
    reading.every((word) => own.some((other) => other.startsWith(word) || near(word, other))),
  );
}

const NUMBER = /^\d+$/u;

/** What a person may have meant: the words as they are, with neighbouring numbers as one telephone, and that without a country. */
function readings(asked: readonly string[]): string[][] {
  const joined = asked
    .map((word) => (NUMBER.test(word) ? word : ` ${word} `))
    .join('')
    .split(' ')
    .filter(Boolean);
  const long = joined.find((word) => NUMBER.test(word) && word.length >= 7);
  if (!long) return [[...asked]];
  return [
    [...asked],
    joined,
    joined.map((word) => (NUMBER.test(word) && word.length > 9 ? word.slice(-9) : word)),
  ];
}

/** Equal after at most one letter has been left out of each. */
function near(typed: string, word: string): boolean {
  if (!LETTERS.test(typed) || !LETTERS.test(word) || typed.length < 3 || word.length < 4) return false;
  const shorter = (text: string) => [
    text,
    ...Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1)),
  ];
  const variants = new Set(shorter(word));
  return shorter(typed).some((variant) => variants.has(variant));
}
