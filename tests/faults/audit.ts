import { DeviceClient } from './device-client.js';
import { findMisfolded } from './audit-envios.js';
import { findImportFaults } from './audit-imports.js';
import { findReceiptFaults, isConsistent, type Place, readPlaces } from './audit-receipts.js';
import { findUnjustified } from './audit-rechazos.js';
import { findWrongDevices } from './audit-devices.js';
import type { Ledger } from './ledger.js';
import { isAsPosted, readStored } from './stored.js';
import type { System } from './system.js';

/** What the auditor found. All lists are empty when every promise was kept. */
export interface Audit {
  posted: number;
  acknowledged: number;
  stored: number;
  rejected: number;
  waiting: number;
  receipts: number;
  imports: number;
  /** Trazas whose time was corrected by what their device said of its clock. */
  corrected: number;
  /** Trazas that are not believed, since their clock was wrong and nobody said so. */
  unbelieved: number;
  /** Repeats that said something else than what is stored. */
  distinct: number;
  lost: string[];
  doubled: string[];
  /** Stored although nobody posted it, other than it was posted, or with another time than its clock tells. */
  altered: string[];
  /** Receipts that say something else than the tables. */
  receiptFaults: string[];
  /** Files that are not through, or say other numbers than theirs. */
  importFaults: string[];
  /** Trazas that wait, or do not, by another rule than that of reserved codes. */
  unjustified: string[];
  /** Envíos that are not what follows from their trazas. */
  misfolded: string[];
  /** Envíos acknowledged with 201 that are not there. */
  lostEnvios: string[];
  /** Devices that count other trazas than are stored of them, or tell another clock than they have. */
  wrongDevices: string[];
  /** Rows in which `vista` and `def` differ. */
  differences: number;
}

// json has no equality: rows are compared as text.
const DIFFERENCES = `
  WITH vista AS (SELECT (to_jsonb(v) - 'mes' - 'fuente')::text AS fila FROM vista_envios_detalle v),
       def AS (SELECT to_jsonb(d)::text AS fila FROM def_envios_detalle d)
  SELECT (SELECT count(*) FROM (SELECT fila FROM vista EXCEPT ALL SELECT fila FROM def) x)
       + (SELECT count(*) FROM (SELECT fila FROM def EXCEPT ALL SELECT fila FROM vista) x) AS differences`;

const CLIENT_TIMEOUT_MS = 30_000;

/** Rows in which the read model differs from its definition, both ways, in one snapshot. */
export async function countDifferences(system: System): Promise<number> {
  const { rows } = await system.pool.query<{ differences: number }>(DIFFERENCES);
  return rows[0]?.differences ?? Number.NaN;
}

/** Holds a system at rest to the ledger of what it acknowledged. */
export async function audit(system: System, ledger: Ledger): Promise<Audit> {
  const stored = await readStored(system);
  const places = await readPlaces(system);
  const { rows: envios } = await system.pool.query<{ codigo: string }>(
    'SELECT codigo FROM def_envios_detalle',
  );
  const codigos = new Set(envios.map(({ codigo }) => codigo));
  const byId = new Map(stored.map((row) => [row.idEvento, row]));
  const aside = new Set(places.filter(({ rejected, waiting }) => rejected + waiting > 0).map(({ id }) => id));
  const acknowledged = [...ledger.events].flatMap(([id, bodies]) =>
    bodies.some((posted) => posted.acknowledged > 0) ? [id] : [],
  );
  const sum = (count: (place: Place) => number) => places.reduce((total, place) => total + count(place), 0);
  const client = new DeviceClient(CLIENT_TIMEOUT_MS);
  const misfolded = await findMisfolded(system, stored);
  const found: Audit = {
    posted: ledger.events.size,
    acknowledged: acknowledged.length,
    stored: stored.length,
    rejected: sum(({ rejected }) => rejected),
    waiting: sum(({ waiting }) => waiting),
    receipts: ledger.captures.length,
    imports: ledger.imports.length,
    corrected: stored.filter(({ ocurridoEnDispositivo }) => ocurridoEnDispositivo !== null).length,
    unbelieved: misfolded.unbelieved,
    distinct: sum(({ letter }) => (letter === 'c' ? 1 : 0)),
    lost: acknowledged.filter((id) => !byId.has(id) && !aside.has(id)),
    doubled: findDoubled(
      stored.map(({ idEvento }) => idEvento),
      places,
      aside,
    ),
    altered: stored.filter((row) => !isAsPosted(row, ledger)).map((row) => JSON.stringify(row)),
    receiptFaults: [
      ...places.filter((place) => !isConsistent(place, byId)).map((place) => JSON.stringify(place)),
      ...(await findReceiptFaults(system, ledger, places, byId, client)),
    ],
    importFaults: await findImportFaults(system, ledger, client),
    unjustified: await findUnjustified(system, ledger),
    misfolded: misfolded.faults,
    lostEnvios: ledger.envios.filter((codigo) => !codigos.has(codigo)),
    wrongDevices: await findWrongDevices(system, ledger, places),
    differences: await countDifferences(system),
  };
  client.close();
  return found;
}

/** What is wrong, in words; nothing if nothing is. */
export function violationsOf(audit: Audit): string[] {
  const lists = {
    lost: audit.lost,
    doubled: audit.doubled,
    altered: audit.altered,
    'receipts that do not agree': audit.receiptFaults,
    'files that do not agree': audit.importFaults,
    'trazas that wait or do not against the rule': audit.unjustified,
    'envíos that are not what their trazas say': audit.misfolded,
    'lost envíos': audit.lostEnvios,
    'devices that are told wrong': audit.wrongDevices,
  };
  const found = Object.entries(lists).flatMap(([name, list]) =>
    list.length > 0 ? [`${list.length} ${name}: ${list.slice(0, 3).join('; ')}`] : [],
  );
  if (audit.differences !== 0) found.push(`${audit.differences} rows in which vista and def differ`);
  return found;
}

/** What is stored and not once, or not applied once, or has also been put aside. */
function findDoubled(
  stored: readonly string[],
  places: readonly Place[],
  aside: ReadonlySet<string>,
): string[] {
  const times = tally(stored);
  const applied = tally(places.filter(({ letter }) => letter === 'a').map(({ id }) => id));
  return [...times]
    .filter(([id, count]) => count > 1 || applied.get(id) !== 1 || aside.has(id))
    .map(([id, count]) => `${id}: stored ${count}, applied ${applied.get(id) ?? 0}, aside ${aside.has(id)}`);
}

function tally(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
