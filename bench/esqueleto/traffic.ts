/** Envíos and trazas as a carrier of some size would have them, all of them from a seed. */
import { inLanes } from '../../tools/runtime/lanes.js';
import { type Random, randomOf } from '../../tools/runtime/random.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';

/** A traza with all that devices usually send. */
export interface Traza {
  idEvento: string;
  codigo: string;
  tipo: string;
  ocurridoEn: string;
  secuencia: number;
  lugar: string;
  lat: number;
  lon: number;
}

/** Requests that fill the system: large, and few at a time. */
const LOTE = 1_000;
const AT_ONCE = 2;

/** What is older than 36 months is archived. */
const HOT_MONTHS = 36;

const CITIES = [
  { ciudad: 'Lima', region: 'LIM', lat: -12.04, lon: -77.03 },
  { ciudad: 'Arequipa', region: 'ARE', lat: -16.4, lon: -71.53 },
  { ciudad: 'Cusco', region: 'CUS', lat: -13.52, lon: -71.97 },
  { ciudad: 'Trujillo', region: 'LAL', lat: -8.11, lon: -79.03 },
  { ciudad: 'Ayacucho', region: 'AYA', lat: -13.16, lon: -74.22 },
  { ciudad: 'Iquitos', region: 'LOR', lat: -3.75, lon: -73.25 },
] as const;
const TIPOS = ['recogido', 'en_transito', 'en_transito', 'escaneo', 'posicion', 'en_reparto', 'entregado'];

const pick = <T>(items: readonly T[], random: Random) => items[Math.floor(random() * items.length)] as T;

/** A random UUID, version 4, from the seed. */
function uuid(random: Random): string {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** Share of trazas that come late: their device had been offline, others of the envío came before them. */
export const LATE = 0.05;

const HOUR_MS = 3_600_000;

/**
 * `count` trazas, each of a random one of these envíos, of the last hour in the order in which they happened, but for
 * those that come late, by up to six hours.
 */
export function makeTrazas(codigos: readonly string[], count: number, seed: number): Traza[] {
  const random = randomOf(seed);
  const begin = Date.now() - HOUR_MS;
  return Array.from({ length: count }, (_, index) => {
    const { ciudad, lat, lon } = pick(CITIES, random);
    return {
      idEvento: uuid(random),
      codigo: pick(codigos, random),
      tipo: pick(TIPOS, random),
      ocurridoEn: new Date(
        begin + (index / count) * HOUR_MS - (random() < LATE ? random() * 6 * HOUR_MS : 0),
      ).toISOString(),
      secuencia: index,
      lugar: ciudad,
      lat,
      lon,
    };
  });
}

/**
 * Opens as many months before this one as an installation of some years keeps at hand, each by an envío: partitions
 * that hold next to nothing still have to be planned and locked.
 */
export async function openMonths(url: string): Promise<void> {
  const now = new Date();
  const months = Array.from({ length: HOT_MONTHS }, (_, index) => index + 1);
  await createEnvios(url, HOT_MONTHS, 0, (index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (months[index] as number), 15)).toISOString(),
  );
}

/**
 * Creates `count` envíos through the API and answers their codes.
 *
 * @param creadoEn - When each was created; now if left out.
 */
export async function createEnvios(
  url: string,
  count: number,
  seed: number,
  creadoEn: (index: number) => string | null = () => null,
): Promise<string[]> {
  const random = randomOf(seed);
  const cliente = await post(url, '/v1/clientes', { nombre: 'Café Andino' });
  const transportista = await post(url, '/v1/transportistas', { nombre: 'Rápidos del Sur', codigo: 'RDS' });
  const place = () => {
    const { lat, lon, ...city } = pick(CITIES, random);
    return {
      direccion: `Jr. Ica ${Math.floor(random() * 900)}`,
      ...city,
      pais: 'PE',
      codigoPostal: '15001',
      lat,
      lon,
    };
  };
  const envios = Array.from({ length: count }, (_, index) => ({
    clienteId: cliente['id'],
    transportistaId: transportista['id'],
    referencia: `pedido-${index}`,
    destinatario: { nombre: `Destinatario ${index}`, telefono: '+51987654321', email: null },
    origen: place(),
    destino: place(),
    bultos: 1,
    pesoG: Math.floor(random() * 5_000),
    creadoEn: creadoEn(index),
  }));
  const lotes = chunksOf(envios, LOTE);
  const answers = await inLanes(lotes, AT_ONCE, (lote) => post(url, '/v1/envios/lote', { envios: lote }));
  return answers.flatMap((answer) => (answer['envios'] as { codigo: string }[]).map(({ codigo }) => codigo));
}

/** Posts trazas in requests of `size`: with 500 or more, each request becomes a tanda of its own. */
export async function postTrazas(url: string, trazas: readonly Traza[], size: number): Promise<void> {
  await inLanes(chunksOf(trazas, size), AT_ONCE, async (chunk) => {
    const { aceptadas } = await post(url, '/v1/trazas', chunk);
    if (aceptadas !== chunk.length)
      throw new Error(`Se aceptaron ${String(aceptadas)} trazas de ${chunk.length}.`);
  });
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

async function post(url: string, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { ...HOUSE_HEADERS, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path} contestó ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Record<string, unknown>;
}
