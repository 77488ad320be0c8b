import { type Month, monthOfId, monthSuffix } from '../../platform/database/month.js';
import { MadeOnce } from '../../platform/lifecycle/made-once.js';
import type { Queryable } from '../../platform/database/pool.js';
import { type Definition, overMonth, readDefinition } from '../../platform/read-models/definition.js';
import type { Anomalia } from '../trazas/contract.js';
import { TRAZA_COLUMNS, type TrazaRow } from './traza-row.js';

/** Trazas with what the fold makes of each in its place. */
export const TRAZAS_DETALLE: Definition = {
  name: 'trazas_detalle',
  definition: 'trazas_detalle.sql',
  monthly: ['envios', 'trazas'],
};

/** A traza's place in its envío's history. */
export type TrazaPlace = Pick<TrazaRow, 'ocurridoEn' | 'secuencia' | 'idEvento'>;

/** Which trazas of an envío, newest first. */
export interface TrazasAsked {
  tipo?: readonly string[] | undefined;
  anomalia?: readonly Anomalia[] | undefined;
  /** Only what had happened by then, RFC 3339. */
  al?: string | undefined;
  /** Behind this one. */
  after?: TrazaPlace | undefined;
  limit: number;
}

/** Comes after every counter that a device may have. */
const NO_SECUENCIA = '9223372036854775807';

// $1: the envío, $2: tipos, $3: anomalias, $4..$6: the place of the last one read, $7: only what had happened by then; each of
// them but the first null if it does not matter. $8: how many.
const select = (definition: string) => `
  SELECT ${TRAZA_COLUMNS.join(', ')} FROM (${definition}) t
  WHERE t.envio_id = $1
    AND ($2::tipo_traza[] IS NULL OR t.tipo = ANY ($2)) AND ($3::text[] IS NULL OR t.anomalia = ANY ($3))
    AND ($4::float8 IS NULL OR (t.ocurrido_en, coalesce(t.secuencia, ${NO_SECUENCIA}), t.id_evento)
      < (to_timestamp($4 / 1000), coalesce($5::bigint, ${NO_SECUENCIA}), $6::uuid))
    AND ($7::timestamptz IS NULL OR t.ocurrido_en <= $7)
  ORDER BY t.ocurrido_en DESC, t.secuencia DESC, t.id_evento DESC
  LIMIT $8`;

const texts = new Map<Month, MadeOnce<string>>();

async function textOf(month: Month): Promise<string> {
  return select(overMonth(await readDefinition(TRAZAS_DETALLE), TRAZAS_DETALLE, month));
}

/** The trazas of a hot envío. What happened later never changes what an earlier one is, so that `al` is a mere filter. */
export async function readTrazas(
  db: Queryable,
  envioId: string,
  { tipo, anomalia, al, after, limit }: TrazasAsked,
): Promise<TrazaRow[]> {
  const month = monthOfId(envioId);
  const text = texts.get(month) ?? new MadeOnce(() => textOf(month));
  texts.set(month, text);
  const place = [after?.ocurridoEn ?? null, after?.secuencia ?? null, after?.idEvento ?? null];
  const { rows } = await db.query<TrazaRow>({
    name: `trazas_detalle_${monthSuffix(month)}`,
    text: await text.get(),
    values: [envioId, tipo ?? null, anomalia ?? null, ...place, al ?? null, limit],
  });
  return rows;
}

/** The same of trazas that were all read already, in no order. */
export function pickTrazas(
  rows: readonly TrazaRow[],
  { tipo, anomalia, after, limit }: TrazasAsked,
): TrazaRow[] {
  return rows
    .filter((row) => !tipo || tipo.includes(row.tipo))
    .filter((row) => !anomalia || (row.anomalia !== null && anomalia.includes(row.anomalia)))
    .filter((row) => !after || newestFirst(after, row) < 0)
    .sort(newestFirst)
    .slice(0, limit);
}

function newestFirst(a: TrazaPlace, b: TrazaPlace): number {
  return (
    b.ocurridoEn - a.ocurridoEn ||
    compare(b.secuencia ?? Infinity, a.secuencia ?? Infinity) ||
    compare(b.idEvento, a.idEvento)
  );
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
