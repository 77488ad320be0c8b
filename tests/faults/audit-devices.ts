import type { Place } from './audit-receipts.js';
import type { Ledger } from './ledger.js';
import type { System } from './system.js';

interface Told {
  id: string;
  total: number;
  stored: number;
  distinct: number;
  /** How far its clock is ahead, in milliseconds; null if it never said so. */
  skew: number | null;
}

const DEVICES = `
  SELECT id::text AS id, coalesce(d.total_trazas, 0)::float8 AS total, coalesce(t.trazas, 0)::float8 AS stored,
         coalesce(d.contenidos_distintos, 0)::float8 AS distinct, d.desfase_medido_ms::float8 AS skew
  FROM (SELECT dispositivo_id AS id, count(*) AS trazas FROM trazas WHERE dispositivo_id IS NOT NULL GROUP BY 1) t
  FULL JOIN dispositivos d USING (id)`;

/** As long as a traza may be on its way. */
const TOLERANCE_MS = 90_000;

/** Devices that count other trazas than are stored of them, fewer other bodies than receipts say, or another clock than they have. */
export async function findWrongDevices(
  { pool }: System,
  ledger: Ledger,
  places: readonly Place[],
): Promise<string[]> {
  const { rows } = await pool.query<Told>(DEVICES);
  const distinct = new Map<string, number>();
  for (const { id, letter } of places) {
    const device = letter === 'c' && ledger.events.get(id)?.[0]?.dispositivoId;
    if (device) distinct.set(device, (distinct.get(device) ?? 0) + 1);
  }
  return rows.flatMap((told) => {
    // A tanda that is delivered twice counts its repeats twice.
    const counts = told.total === told.stored && told.distinct >= (distinct.get(told.id) ?? 0);
    const clock = ledger.clocks.get(told.id);
    const off = told.skew === null ? 0 : (clock ?? Number.NaN) - told.skew;
    return counts && off >= -1 && off <= TOLERANCE_MS
      ? []
      : [`${JSON.stringify(told)}, ${distinct.get(told.id) ?? 0} other bodies, clock ${clock}`];
  });
}
