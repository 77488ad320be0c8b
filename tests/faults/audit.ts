import { inLanes } from '../../bench/runtime/lanes.js';
import type { Recibo } from '../../src/modules/trazas/captura.dto.js';
import { DeviceClient } from './device-client.js';
import type { Ledger } from './ledger.js';
import type { System } from './system.js';

/** What the auditor found. All lists are empty when every promise was kept. */
export interface Audit {
  posted: number;
  acknowledged: number;
  stored: number;
  rejected: number;
  waiting: number;
  receipts: number;
  lost: string[];
  doubled: string[];
  /** Stored although nobody posted it, or other than it was posted. */
  altered: string[];
  /** Receipts that say something else than the tables. */
  receiptFaults: string[];
  /** Envíos acknowledged with 201 that are not there. */
  lostEnvios: string[];
  /** Devices that count other trazas than are stored of them. */
  miscounted: number;
  /** Rows in which `vista` and `def` differ. */
  differences: number;
}

const STORED = `
  SELECT id_evento::text AS id, c.codigo, tipo::text AS tipo, ocurrido_en AS at
  FROM trazas t JOIN codigos_envio c USING (envio_id)`;

// One row for each event of each tanda: what its receipt says, and what is there of it.
const PLACES = `
  SELECT t.id::text AS tanda, i - 1 AS index, ids_evento[i]::text AS id, substr(resultados, i, 1) AS letter,
         (SELECT count(*)::int FROM rechazos r WHERE r.tanda_id = t.id AND r.indice = i - 1) AS rejected,
         (SELECT count(*)::int FROM trazas_en_espera e WHERE e.tanda_id = t.id AND e.indice = i - 1) AS waiting
  FROM tandas t, generate_series(1, cardinality(ids_evento)) i`;

// json has no equality: rows are compared as text.
const DIFFERENCES = `
  WITH vista AS (SELECT (to_jsonb(v) - 'mes' - 'fuente')::text AS fila FROM vista_envios_detalle v),
       def AS (SELECT to_jsonb(d)::text AS fila FROM def_envios_detalle d)
  SELECT (SELECT count(*) FROM (SELECT fila FROM vista EXCEPT ALL SELECT fila FROM def) x)
       + (SELECT count(*) FROM (SELECT fila FROM def EXCEPT ALL SELECT fila FROM vista) x) AS differences`;

const MISCOUNTED = `
  SELECT count(*) AS miscounted
  FROM (SELECT dispositivo_id AS id, count(*) AS trazas FROM trazas WHERE dispositivo_id IS NOT NULL GROUP BY 1) t
  FULL JOIN dispositivos d USING (id)
  WHERE d.total_trazas IS DISTINCT FROM coalesce(t.trazas, 0)`;

interface Place {
  tanda: string;
  index: number;
  id: string;
  letter: string;
  rejected: number;
  waiting: number;
}

const LANES = 16;
const CLIENT_TIMEOUT_MS = 30_000;

/** Rows in which the read model differs from its definition, both ways, in one snapshot. */
export async function countDifferences(system: System): Promise<number> {
  const { rows } = await system.pool.query<{ differences: number }>(DIFFERENCES);
  return rows[0]?.differences ?? Number.NaN;
}

/** Holds a system at rest to the ledger of what it acknowledged. */
export async function audit(system: System, ledger: Ledger): Promise<Audit> {
  const { rows: stored } = await system.pool.query<{ id: string; codigo: string; tipo: string; at: string }>(
    STORED,
  );
  const { rows: places } = await system.pool.query<Place>(PLACES);
  const { rows: envios } = await system.pool.query<{ codigo: string }>(
    'SELECT codigo FROM def_envios_detalle',
  );
  const codigos = new Set(envios.map(({ codigo }) => codigo));
  const times = tally(stored.map(({ id }) => id));
  const applied = tally(places.filter(({ letter }) => letter === 'a').map(({ id }) => id));
  const aside = new Set(places.filter(({ rejected, waiting }) => rejected + waiting > 0).map(({ id }) => id));
  const acknowledged = [...ledger.events.values()].filter((event) => event.acknowledged > 0);
  return {
    posted: ledger.events.size,
    acknowledged: acknowledged.length,
    stored: stored.length,
    rejected: places.reduce((total, { rejected }) => total + rejected, 0),
    waiting: places.reduce((total, { waiting }) => total + waiting, 0),
    receipts: ledger.captures.length,
    lost: acknowledged
      .filter(({ idEvento: id }) => !times.has(id) && !aside.has(id))
      .map(({ idEvento }) => idEvento),
    doubled: [...times]
      .filter(([id, count]) => count > 1 || applied.get(id) !== 1 || aside.has(id))
      .map(
        ([id, count]) => `${id}: stored ${count}, applied ${applied.get(id) ?? 0}, aside ${aside.has(id)}`,
      ),
    altered: stored.filter((row) => !isAsPosted(row, ledger)).map(({ id }) => id),
    receiptFaults: [
      ...places.filter((place) => !isConsistent(place, times)).map((place) => JSON.stringify(place)),
      ...(await receiptFaults(system, ledger, places)),
    ],
    lostEnvios: ledger.envios.filter((codigo) => !codigos.has(codigo)),
    miscounted:
      (await system.pool.query<{ miscounted: number }>(MISCOUNTED)).rows[0]?.miscounted ?? Number.NaN,
    differences: await countDifferences(system),
  };
}

/** What is wrong, in words; nothing if nothing is. */
export function violationsOf(audit: Audit): string[] {
  const lists = {
    lost: audit.lost,
    doubled: audit.doubled,
    altered: audit.altered,
    'receipts that do not agree': audit.receiptFaults,
    'lost envíos': audit.lostEnvios,
  };
  const found = Object.entries(lists).flatMap(([name, list]) =>
    list.length > 0 ? [`${list.length} ${name}: ${list.slice(0, 3).join('; ')}`] : [],
  );
  const counts = {
    'devices that count wrong': audit.miscounted,
    'rows in which vista and def differ': audit.differences,
  };
  for (const [name, count] of Object.entries(counts)) if (count !== 0) found.push(`${count} ${name}`);
  return found;
}

function tally(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function isAsPosted(row: { id: string; codigo: string; tipo: string; at: string }, ledger: Ledger): boolean {
  const posted = ledger.events.get(row.id);
  return posted?.codigo === row.codigo && posted.tipo === row.tipo && posted.ocurridoEn === row.at;
}

/** Whether what a receipt says of an event is what the tables say. */
function isConsistent({ id, letter, rejected, waiting }: Place, times: ReadonlyMap<string, number>): boolean {
  if (letter === 'a' || letter === 'd') return times.has(id) && rejected + waiting === 0;
  return letter === 'r' ? rejected === 1 && waiting === 0 : waiting === 1 && rejected === 0;
}

const RESULTADOS: Record<string, string> = { a: 'aplicada', d: 'duplicada', r: 'rechazada', p: 'pendiente' };

/** Reads every receipt that was promised, as a client does. */
async function receiptFaults(system: System, ledger: Ledger, places: readonly Place[]): Promise<string[]> {
  const client = new DeviceClient(CLIENT_TIMEOUT_MS);
  const letters = new Map(places.map(({ tanda, index, letter }) => [`${tanda} ${index}`, letter]));
  const faults = await inLanes(ledger.captures, LANES, async ({ capturaId, events }, number) => {
    const url = system.urls[number % system.urls.length] as string;
    const reply = await client.get(`${url}/v1/capturas/${capturaId}`);
    if (reply.status !== 200) return [`${capturaId}: ${reply.outcome}`];
    const { eventos, total } = JSON.parse(reply.body) as Recibo;
    const from = Number.parseInt(capturaId.split('-')[5] as string, 16);
    const tanda = capturaId.slice(0, 36);
    const right =
      total === events.length &&
      eventos.every(
        ({ idEvento, resultado }, index) =>
          idEvento === events[index] &&
          resultado === RESULTADOS[letters.get(`${tanda} ${from + index}`) ?? ''],
      );
    return right ? [] : [`${capturaId}: ${reply.body.slice(0, 200)}`];
  });
  client.close();
  return faults.flat();
}
