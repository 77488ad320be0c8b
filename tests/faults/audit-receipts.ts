import { inLanes } from '../../tools/runtime/lanes.js';
import type { Recibo } from '../../src/modules/trazas/captura.dto.js';
import { RESULTADOS, type LetraResultado } from '../../src/modules/trazas/verdict.js';
import type { DeviceClient } from './device-client.js';
import type { Ledger, Posted } from './ledger.js';
import { saysTheSame, type Stored } from './stored.js';
import type { System } from './system.js';

/** One event of one tanda: what its receipt says, and what is there of it. */
export interface Place {
  tanda: string;
  index: number;
  id: string;
  letter: LetraResultado;
  rejected: number;
  waiting: number;
}

const PLACES = `
  SELECT t.id::text AS tanda, i - 1 AS index, ids_evento[i]::text AS id, substr(resultados, i, 1) AS letter,
         (SELECT count(*)::int FROM rechazos r WHERE r.tanda_id = t.id AND r.indice = i - 1) AS rejected,
         (SELECT count(*)::int FROM trazas_en_espera e WHERE e.tanda_id = t.id AND e.indice = i - 1) AS waiting
  FROM tandas t, generate_series(1, cardinality(ids_evento)) i`;

const LANES = 16;

export async function readPlaces({ pool }: System): Promise<Place[]> {
  return (await pool.query<Place>(PLACES)).rows;
}

/** Whether what a receipt says of an event is what the tables say. */
export function isConsistent({ id, letter, rejected, waiting }: Place, stored: ReadonlyMap<string, unknown>) {
  if (letter === 'a' || letter === 'd' || letter === 'c') return stored.has(id) && rejected + waiting === 0;
  return letter === 'r' ? rejected === 1 && waiting === 0 : waiting === 1 && rejected === 0;
}

/** Reads every receipt that was promised, as a client does. */
export async function findReceiptFaults(
  { urls }: System,
  { captures }: Ledger,
  places: readonly Place[],
  stored: ReadonlyMap<string, Stored>,
  client: DeviceClient,
): Promise<string[]> {
  const letters = new Map(places.map(({ tanda, index, letter }) => [`${tanda} ${index}`, letter]));
  const faults = await inLanes(captures, LANES, async ({ capturaId, events }, number) => {
    const reply = await client.get(`${urls[number % urls.length]}/v1/capturas/${capturaId}`);
    if (reply.status !== 200) return [`${capturaId}: ${reply.outcome}`];
    const { eventos, total } = JSON.parse(reply.body) as Recibo;
    const from = Number.parseInt(capturaId.split('-')[5] as string, 16);
    const tanda = capturaId.slice(0, 36);
    const wrong = eventos.findIndex((evento, index) => {
      const letter = letters.get(`${tanda} ${from + index}`);
      const posted = events[index];
      return !letter || !posted || !isTrue(evento, letter, posted, stored.get(posted.idEvento));
    });
    if (total === events.length && wrong < 0) return [];
    return [`${capturaId}, ${total} of ${events.length}: ${wrong}, ${JSON.stringify(eventos[wrong])}`];
  });
  return faults.flat();
}

/** Only what was stored of this very body is `aplicada`, and a duplicate says whether it is one. */
function isTrue(
  { idEvento, resultado, contenidoDistinto = false }: Recibo['eventos'][number],
  letter: LetraResultado,
  posted: Posted,
  stored: Stored | undefined,
): boolean {
  if (idEvento !== posted.idEvento || resultado !== RESULTADOS[letter]) return false;
  if (contenidoDistinto !== (letter === 'c')) return false;
  return !stored || saysTheSame(stored, posted) === (letter !== 'c');
}
