import type { EnvioResumen } from './envio.dto.js';

const PLACE = ['direccion', 'ciudad', 'region', 'pais', 'codigoPostal', 'lat', 'lon'];

/** Fields of an envío in a list, with those inside of them. */
const FIELDS: Record<keyof EnvioResumen, readonly string[]> = {
  id: [],
  codigo: [],
  referencia: [],
  estado: [],
  motivo: [],
  cliente: ['id', 'nombre'],
  transportista: ['id', 'nombre'],
  destinatario: ['nombre', 'telefono', 'email'],
  origen: PLACE,
  destino: PLACE,
  bultos: [],
  pesoG: [],
  creadoEn: [],
  fechaEstimada: [],
  primeraTrazaEn: [],
  ultimaTrazaEn: [],
  totalTrazas: [],
  anomalias: ['reloj', 'lugar'],
  ultimoCentroId: [],
};

/** Every field that can be asked for by itself: `destino` as well as `destino.ciudad`. */
export const CAMPOS = Object.entries(FIELDS).flatMap(([name, inner]) => [
  name,
  ...inner.map((part) => `${name}.${part}`),
]);

/** These fields as columns of a table: those that hold no others. All of them if left out. */
export function columnsOf(campos: readonly string[] = Object.keys(FIELDS)): string[] {
  const columns = campos.flatMap((campo) => {
    const inner = FIELDS[campo as keyof EnvioResumen] ?? [];
    return inner.length > 0 ? inner.map((part) => `${campo}.${part}`) : [campo];
  });
  return [...new Set(columns)];
}

type Part = Record<string, unknown>;

/** An envío with these fields alone, or as it is if they are left out. */
export function pickFields(envio: EnvioResumen, campos: readonly string[] | undefined): Part {
  const whole = envio as unknown as Record<string, Part>;
  if (!campos) return whole;
  const picked: Record<string, unknown> = {};
  for (const campo of campos) {
    const [name, part] = campo.split('.') as [string, string?];
    if (!part) picked[name] = whole[name];
    else picked[name] = { ...(picked[name] as Part | undefined), [part]: whole[name]?.[part] };
  }
  return picked;
}
