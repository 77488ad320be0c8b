import type pg from 'pg';
import { CITIES, type City } from '../simulate/cities.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import type { Random } from '../runtime/random.js';
import { pickerOf } from './calendar.js';

/** A city with the centro that envíos pass through there. */
export interface Hub extends City {
  centroId: string;
}

/** A carrier, and how fast it is: 1 is usual, more is slower. */
export interface Carrier {
  id: string;
  pace: number;
}

/** Who sends, who carries, and where: few of each do most of it. */
export interface Population {
  cliente: (random: Random) => string;
  transportista: (random: Random) => Carrier;
  origen: (random: Random) => Hub;
  destino: (random: Random) => Hub;
}

const TRADES = [
  'Comercial',
  'Distribuidora',
  'Bazar',
  'Botica',
  'Importaciones',
  'Librería',
  'Tejidos',
  'Café',
];
const PLACES = [
  'Andino',
  'Huascarán',
  'del Pacífico',
  'Misti',
  'Amazonas',
  'Vilcanota',
  'Chan Chan',
  'Nazca',
];
const FLEETS = ['Transportes', 'Rápidos', 'Expreso', 'Carga', 'Encomiendas', 'Courier'];

/** Cities by their weight: most begins in the capital, and about half of the rest of the country is three cities. */
const ORIGIN_WEIGHTS = CITIES.map((_, rank) => (rank === 0 ? 12 : rank === 1 ? 4 : 3 / (rank + 1)));
const DESTINATION_WEIGHTS = CITIES.map((_, rank) => (rank === 0 ? 3 : 1 / (rank + 1)));
const CLIENTE_SKEW = 1;
const TRANSPORTISTA_SKEW = 0.8;

/** Creates the reference data of a history. */
export async function createPopulation(
  db: pg.ClientBase,
  { clientes, transportistas }: { clientes: number; transportistas: number },
  random: Random,
): Promise<Population> {
  // Codes are unique in a database that may hold the reference data of another history.
  const mark = Math.floor(random() * 36 ** 5)
    .toString(36)
    .toUpperCase()
    .padStart(5, '0');
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] as string;
  const clienteIds = ids(clientes);
  const carriers = ids(transportistas).map((id) => ({ id, pace: 0.75 + random() * 0.7 }));
  const hubs = ids(CITIES.length).map((centroId, index) => ({ ...(CITIES[index] as City), centroId }));
  await db.query(
    `INSERT INTO clientes (id, nombre, documento)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])`,
    [
      clienteIds,
      clienteIds.map((_, rank) => `${pick(TRADES)} ${pick(PLACES)} ${rank + 1}`),
      clienteIds.map(() => `20${String(Math.floor(random() * 1e9)).padStart(9, '0')}`),
    ],
  );
  await db.query(
    `INSERT INTO transportistas (id, nombre, codigo)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])`,
    [
      carriers.map(({ id }) => id),
      carriers.map((_, rank) => `${pick(FLEETS)} ${pick(PLACES)} ${rank + 1}`),
      carriers.map((_, rank) => `${mark}-T${rank + 1}`),
    ],
  );
  await db.query(
    `INSERT INTO centros (id, nombre, codigo, ciudad, region, pais, lat, lon)
     SELECT id, 'Centro ' || ciudad, codigo, ciudad, region, 'PE', lat, lon
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[])
       AS c (id, ciudad, codigo, region, lat, lon)`,
    [
      hubs.map(({ centroId }) => centroId),
      hubs.map(({ nombre }) => nombre),
      hubs.map((_, index) => `${mark}-C${index + 1}`),
      hubs.map(({ region }) => region),
      hubs.map(({ lat }) => lat),
      hubs.map(({ lon }) => lon),
    ],
  );
  return {
    cliente: chooser(clienteIds, zipf(clienteIds.length, CLIENTE_SKEW)),
    transportista: chooser(carriers, zipf(carriers.length, TRANSPORTISTA_SKEW)),
    origen: chooser(hubs, ORIGIN_WEIGHTS),
    destino: chooser(hubs, DESTINATION_WEIGHTS),
  };
}

const ids = (count: number) => Array.from({ length: count }, () => uuidV7());

/** Weights of ranks by Zipf's law: the second has half of the first, to the power of the skew. */
const zipf = (count: number, skew: number) => Array.from({ length: count }, (_, rank) => (rank + 1) ** -skew);

function chooser<T>(items: readonly T[], weights: readonly number[]): (random: Random) => T {
  const pick = pickerOf(weights);
  return (random) => items[pick(random)] as T;
}
