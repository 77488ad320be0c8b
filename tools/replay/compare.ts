import type { Answer, Traza } from './api.js';
import type { toEnvio } from './mapping.js';
import { fold } from './model.js';

/** One thing that is not as the file says. */
export interface Mismatch {
  codigo: string;
  referencia: string;
  field: string;
  expected: unknown;
  actual: unknown;
}

/** An envío that was created, with what was posted for it. */
export interface Sent {
  codigo: string;
  body: ReturnType<typeof toEnvio>;
  trazas: readonly Traza[];
}

const HISTORY_FIELDS = [
  'idEvento',
  'tipo',
  'ocurridoEn',
  'anomala',
  'anomalia',
  'motivo',
  'lugar',
  'lat',
  'lon',
  'anulada',
];

/** Compares an envío as the API shows it with what the file says. */
export function compareEnvio({ codigo, body, trazas }: Sent, answer: Answer): Mismatch[] {
  const expected = expectedFields(body, trazas);
  const actual = actualFields(answer);
  return Object.keys(expected)
    .filter((field) => expected[field] !== actual[field])
    .map((field) => ({
      codigo,
      referencia: body.referencia,
      field,
      expected: expected[field] ?? null,
      actual: actual[field] ?? null,
    }));
}

/** Every field with its path (`historial.0.tipo`), so that a difference has a name. */
function expectedFields(body: Sent['body'], trazas: readonly Traza[]): Answer {
  const { estado, historial } = fold(trazas, body.creadoEn);
  const byId = new Map(trazas.map((traza) => [traza.idEvento, traza]));
  const entries = historial.map((entry) => {
    const { lugar, lat, lon } = byId.get(entry.idEvento) as Traza;
    return { ...entry, motivo: null, lugar, lat, lon, anulada: false };
  });
  const times = historial.filter(({ anomalia }) => anomalia !== 'reloj').map(({ ocurridoEn }) => ocurridoEn);
  const { clienteId, transportistaId, creadoEn, fechaEstimada, ...same } = body;
  return {
    ...flatten({ ...same, cliente: { id: clienteId }, transportista: { id: transportistaId } }),
    estado,
    motivo: null,
    creadoEn: Date.parse(creadoEn),
    fechaEstimada: instant(fechaEstimada),
    primeraTrazaEn: times.at(-1) ?? null,
    ultimaTrazaEn: times[0] ?? null,
    totalTrazas: entries.length,
    'historial.length': entries.length,
    ...flatten({ historial: entries }),
  };
}

function actualFields(answer: Answer): Answer {
  const historial = Array.isArray(answer['historial']) ? (answer['historial'] as Answer[]) : [];
  const times = ['creadoEn', 'fechaEstimada', 'primeraTrazaEn', 'ultimaTrazaEn'];
  const entries = historial.map((entry) => ({
    ...Object.fromEntries(HISTORY_FIELDS.map((field) => [field, entry[field]])),
    ocurridoEn: instant(entry['ocurridoEn']),
  }));
  return {
    ...flatten({ ...answer, historial: entries }),
    ...Object.fromEntries(times.map((field) => [field, instant(answer[field])])),
    'historial.length': historial.length,
  };
}

/** The same instant may be written with any offset. */
function instant(value: unknown): unknown {
  return typeof value === 'string' ? Date.parse(value) : (value ?? null);
}

function flatten(value: object, prefix = ''): Answer {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(flatten(inner, `${prefix}${key}.`))
        : [[`${prefix}${key}`, inner]],
    ),
  );
}
