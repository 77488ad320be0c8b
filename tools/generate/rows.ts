import { between } from '../simulate/cities.js';
import type { Random } from '../runtime/random.js';
import { journey, promisedAt, type Step, type Trip } from './journey.js';
import type { Hub, Population } from './population.js';

const NAMES = [
  'Ana',
  'Luis',
  'María',
  'José',
  'Rosa',
  'Juan',
  'Carmen',
  'Jorge',
  'Lucía',
  'Víctor',
  'Elena',
  'Raúl',
];
const SURNAMES = [
  'Quispe',
  'Flores',
  'Sánchez',
  'Rojas',
  'Mamani',
  'García',
  'Huamán',
  'Torres',
  'Núñez',
  'Vargas',
];
const STREETS = [
  'Av. Sol',
  'Jr. Ica',
  'Calle Lima',
  'Av. Grau',
  'Jr. Unión',
  'Av. Ejército',
  'Psje. San Martín',
];

/** Rows of a slice of a history, as COPY reads them. */
export interface Rows {
  codigos: string;
  envios: string;
  trazas: string;
}

export const ENVIO_COLUMNS = `id, cliente_id, transportista_id, creado_en, fecha_estimada, bultos, peso_g, codigo,
  referencia, destinatario_nombre, destinatario_telefono, destinatario_email,
  origen_direccion, origen_ciudad, origen_region, origen_pais, origen_codigo_postal, origen_lat, origen_lon,
  destino_direccion, destino_ciudad, destino_region, destino_pais, destino_codigo_postal, destino_lat, destino_lon`;

export const TRAZA_COLUMNS = `envio_id, id_evento, ocurrido_en, recibido_en, secuencia, lat, lon, tipo, centro_id, motivo,
  lugar, datos`;

/** What COPY takes for NULL. */
const NULL = '\\N';
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Envíos that were created at these instants, in order, with what has happened to them by now.
 *
 * @param codigos - One for each instant.
 * @param now - Milliseconds since 1970: what we have received later has not happened yet.
 */
export function rowsOf(
  { instants, codigos, now }: { instants: readonly number[]; codigos: readonly string[]; now: number },
  population: Population,
  random: Random,
): Rows {
  const [codigoRows, envioRows, trazaRows]: [string[], string[], string[]] = [[], [], []];
  for (const [index, createdAt] of instants.entries()) {
    const [id, codigo] = [uuidV7Of(createdAt, random), codigos[index] as string];
    const from = population.origen(random);
    const trip = {
      from,
      to: population.destino(random),
      carrier: population.transportista(random),
      createdAt,
    };
    const cliente = population.cliente(random);
    codigoRows.push([codigo, id, cliente, trip.carrier.id].join('\t'));
    envioRows.push(envioRow(id, codigo, trip, cliente, random));
    for (const [position, step] of journey(trip, random).entries())
      if (step.receivedAt <= now) trazaRows.push(trazaRow(id, position, step, trip, random));
  }
  const [codigosText, envios, trazas] = [codigoRows, envioRows, trazaRows].map((rows) =>
    rows.map((row) => `${row}\n`).join(''),
  );
  return { codigos: codigosText as string, envios: envios as string, trazas: trazas as string };
}

function envioRow(id: string, codigo: string, trip: Trip, cliente: string, random: Random): string {
  const [nombre, apellido] = [pick(NAMES, random), pick(SURNAMES, random)];
  const email = random() < 0.6 ? `${nombre}.${apellido}${roll(random, 1_000)}@correo.pe`.toLowerCase() : NULL;
  return [
    id,
    cliente,
    trip.carrier.id,
    text(trip.createdAt),
    text(promisedAt(trip)),
    1 + Math.floor(random() ** 4 * 5),
    // Most weigh a kilogram or two, a few very much.
    50 + Math.floor(Math.exp(random() * 4 + random() * 4) * 40),
    codigo,
    `pedido-${roll(random, 1e9)}`,
    `${nombre} ${apellido} ${pick(SURNAMES, random)}`,
    `+519${String(roll(random, 1e8)).padStart(8, '0')}`,
    email.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
    ...address(trip.from, random),
    ...address(trip.to, random),
  ].join('\t');
}

function address({ nombre, region, codigoPostal, lat, lon }: Hub, random: Random) {
  return [
    `${pick(STREETS, random)} ${1 + roll(random, 2_000)}`,
    nombre,
    region,
    'PE',
    codigoPostal,
    lat,
    lon,
  ];
}

function trazaRow(envioId: string, position: number, step: Step, { from, to }: Trip, random: Random): string {
  const { lat, lon } = between(from, to, step.share);
  const hub = step.share === 0 ? from : to;
  const place = step.share === 0 || step.share === 1;
  return [
    envioId,
    uuidV4Of(random),
    text(step.occurredAt),
    text(step.receivedAt),
    position + 1,
    lat,
    lon,
    step.tipo,
    step.inside ? hub.centroId : NULL,
    step.motivo ?? NULL,
    place && !step.inside ? hub.nombre : NULL,
    step.tipo === 'entregado' ? `{"recibidoPor": "${pick(NAMES, random)}"}` : NULL,
  ].join('\t');
}

const text = (instant: number) => new Date(instant).toISOString();
const roll = (random: Random, below: number) => Math.floor(random() * below);
const pick = <T>(items: readonly T[], random: Random) => items[roll(random, items.length)] as T;

/** A UUID (version 4) of this randomness; four draws instead of one a digit, as millions are made. */
function uuidV4Of(random: Random): string {
  const [a, b, c, d] = [bits(random), bits(random), bits(random), bits(random)];
  return `${hex(a)}-${dashed((b & 0xffff0fff) | 0x4000)}-${dashed((c & 0x3fffffff) | 0x80000000)}${hex(d)}`;
}

/** A UUIDv7 (RFC 9562) of an instant and this randomness. */
function uuidV7Of(instant: number, random: Random): string {
  const time = instant.toString(16).padStart(12, '0');
  const [a, b, c] = [bits(random), bits(random), bits(random)];
  const tail = dashed((b & 0x3fffffff) | 0x80000000);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a).slice(5)}-${tail}${hex(c)}`;
}

const bits = (random: Random) => Math.floor(random() * 4_294_967_296);

function hex(value: number): string {
  return `${HEX[value >>> 24]}${HEX[(value >>> 16) & 255]}${HEX[(value >>> 8) & 255]}${HEX[value & 255]}`;
}

/** Eight digits with a dash in the middle. */
function dashed(value: number): string {
  const digits = hex(value);
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
