import { type Month, monthOfId, monthSuffix } from '../../platform/database/month.js';
import { MadeOnce } from '../../platform/lifecycle/made-once.js';
import type { Queryable } from '../../platform/database/pool.js';
import {
  type Definition,
  overMonth,
  overSources,
  readDefinition,
} from '../../platform/read-models/definition.js';
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

const NEWEST_FIRST = 'ORDER BY t.ocurrido_en DESC, t.secuencia DESC, t.id_evento DESC';

// $1: the envío, $2: tipos, $3..$5: the place of the last one read, $6: only what had happened by then; each of them but the
// first null if it does not matter. $7: how many.
const ASKED = `
  t.envio_id = $1 AND ($2::tipo_traza[] IS NULL OR t.tipo = ANY ($2))
  AND ($3::float8 IS NULL OR (t.ocurrido_en, coalesce(t.secuencia, ${NO_SECUENCIA}), t.id_evento)
    < (to_timestamp($3 / 1000), coalesce($4::bigint, ${NO_SECUENCIA}), $5::uuid))
  AND ($6::timestamptz IS NULL OR t.ocurrido_en <= $6)`;

// The page is picked first, from rows as they are stored: of thousands of positions that do not stand on it none is folded.
const selectPage = (definition: string, month: Month) => `
  WITH picked AS MATERIALIZED (
    SELECT t.id_evento FROM trazas_${monthSuffix(month)} t WHERE ${ASKED} ${NEWEST_FIRST} LIMIT $7
  ), needed AS (
    SELECT * FROM trazas_${monthSuffix(month)} t
    WHERE t.envio_id = $1 AND (mueve_estado(t.tipo) OR t.id_evento IN (SELECT id_evento FROM picked))
  )
  SELECT ${TRAZA_COLUMNS.join(', ')}
  FROM (${overSources(definition, TRAZAS_DETALLE, (table) => (table === 'trazas' ? 'needed' : `${table}_${monthSuffix(month)}`))}) t
  WHERE t.envio_id = $1 AND t.id_evento IN (SELECT id_evento FROM picked)
  ${NEWEST_FIRST}`;

// $8: anomalias. What has one is known only when all is folded.
const selectAnomalous = (definition: string, month: Month) => `
  SELECT ${TRAZA_COLUMNS.join(', ')} FROM (${overMonth(definition, TRAZAS_DETALLE, month)}) t
  WHERE ${ASKED} AND t.anomalia = ANY ($8::text[])
  ${NEWEST_FIRST} LIMIT $7`;

const texts = new Map<string, MadeOnce<string>>();

/** The trazas of a hot envío. What happened later never changes what an earlier one is, so that `al` is a mere filter. */
export async function readTrazas(
  db: Queryable,
  envioId: string,
  { tipo, anomalia, al, after, limit }: TrazasAsked,
): Promise<TrazaRow[]> {
  const month = monthOfId(envioId);
  const name = `trazas_${anomalia ? 'anomalas' : 'pagina'}_${monthSuffix(month)}`;
  const select = anomalia ? selectAnomalous : selectPage;
  const text =
    texts.get(name) ?? new MadeOnce(async () => select(await readDefinition(TRAZAS_DETALLE), month));
  texts.set(name, text);
  const place = [after?.ocurridoEn ?? null, after?.secuencia ?? null, after?.idEvento ?? null];
  const { rows } = await db.query<TrazaRow>({
    name,
    text: await text.get(),
    values: [envioId, tipo ?? null, ...place, al ?? null, limit, ...(anomalia ? [anomalia] : [])],
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
