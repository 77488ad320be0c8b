import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { untilAborted } from '../../platform/database/until-aborted.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { MadeOnce } from '../../platform/lifecycle/made-once.js';
import { readDefinition } from '../../platform/read-models/definition.js';
import { smallestId } from '../../platform/read-models/zones.js';
import { type AlcanceArchivo, ArchivedMonths, ArchivedTrazas, type MonthsRead } from '../archivo/contract.js';
import type { TrazaHistorial } from './envio.dto.js';
import type { TrazaFilter } from './traza-filter.dto.js';
import { TRAZAS_DETALLE } from './traza-reader.js';
import { SENT_COLUMNS, toTraza, type TrazaRow } from './traza-row.js';
import { SELECT_ENVIO_IDS } from '../codigos/contract.js';

/** A traza with the code of its envío. */
export type TrazaExportada = { codigo: string } & TrazaHistorial;

/** Its fields, in the order of a file: what an import takes first, then what we say of it. */
export const EXPORTED_FIELDS: readonly (keyof TrazaExportada)[] = [
  'codigo',
  'idEvento',
  'tipo',
  'motivo',
  'ocurridoEn',
  'secuencia',
  'centroId',
  'lugar',
  'lat',
  'lon',
  'dispositivoId',
  'datos',
  'enviadoEn',
  'ocurridoEnDispositivo',
  'recibidoEn',
  'anomala',
  'anomalia',
  'anulada',
];

/** Trazas that are in memory at a time: of 16 KiB each, at most. */
const PAGE = 1_000;

/** Trazas that one statement looks at: a filter that few of them meet must not make it long. */
const STEP = 20_000;

const NO_EVENT = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The traza that was looked at last. */
export interface TrazaKey {
  envioId: string;
  idEvento: string;
}

interface Step {
  /** How many were looked at, and how many of them are wanted. */
  walked: number;
  wanted: number;
  envios: string[] | null;
  lastWalked: [envioId: string, idEvento: string] | null;
  lastWanted: [envioId: string, idEvento: string] | null;
}

// What a row says by itself; why it is not believed is known only with all trazas of its envío.
// Four parameters in a row: tipos, the device, and when it was received.
const wantedFrom = (n: number) => `
  ($${n}::tipo_traza[] IS NULL OR t.tipo = ANY ($${n})) AND ($${n + 1}::uuid IS NULL OR t.dispositivo_id = $${n + 1})
  AND ($${n + 2}::timestamptz IS NULL OR t.recibido_en >= $${n + 2})
  AND ($${n + 3}::timestamptz IS NULL OR t.recibido_en <= $${n + 3})`;

const WANTED = wantedFrom(4);

const anomalousAt = (n: number) => `($${n}::text[] IS NULL OR t.anomalia = ANY ($${n}))`;

// $1, $2: the traza looked at last, $3: the last envío; $8: ids of envíos, where they were named. In the order of the primary
// key, so that a step begins where the one before ended.
const stepOf = (some: boolean) => `
  WITH looked_at AS MATERIALIZED (
    SELECT t.envio_id, t.id_evento, ${WANTED} AS wanted
    FROM trazas t
    WHERE t.envio_id >= $1::uuid AND (t.envio_id, t.id_evento) > ($1::uuid, $2::uuid) AND t.envio_id <= $3::uuid
      ${some ? 'AND t.envio_id = ANY ($8::uuid[])' : ''}
    ORDER BY t.envio_id, t.id_evento LIMIT ${STEP}
  ), picked AS (
    SELECT envio_id, id_evento FROM looked_at WHERE wanted ORDER BY envio_id, id_evento LIMIT ${PAGE}
  )
  SELECT
    (SELECT count(*) FROM looked_at)::integer AS walked,
    (SELECT count(*) FROM picked)::integer AS wanted,
    (SELECT array_agg(DISTINCT envio_id) FROM picked) AS envios,
    (SELECT ARRAY[envio_id, id_evento] FROM looked_at ORDER BY envio_id DESC, id_evento DESC LIMIT 1) AS "lastWalked",
    (SELECT ARRAY[envio_id, id_evento] FROM picked ORDER BY envio_id DESC, id_evento DESC LIMIT 1) AS "lastWanted"`;

// $1, $2: as above, $3, $8: the last traza of the page, $9: their envíos, $10: anomalias.
const selectPage = (definition: string) => `
  SELECT e.codigo, ${SENT_COLUMNS.join(', ')}
  FROM (${definition}) t JOIN envios e ON e.id = t.envio_id
  WHERE t.envio_id = ANY ($9::uuid[]) AND e.id = ANY ($9::uuid[])
    AND (t.envio_id, t.id_evento) > ($1::uuid, $2::uuid) AND (t.envio_id, t.id_evento) <= ($3::uuid, $8::uuid)
    AND ${WANTED} AND ${anomalousAt(10)}
  ORDER BY t.envio_id, t.id_evento`;

const pageText = new MadeOnce(async () => selectPage(await readDefinition(TRAZAS_DETALLE)));

/** Walks over the hot trazas of all envíos, those of an envío together, the oldest envío first. */
@Injectable()
export class TrazaWalker {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly months: ArchivedMonths,
    private readonly archive: ArchivedTrazas,
  ) {}

  /** Where to begin. */
  start({ creadoDesde }: TrazaFilter): TrazaKey {
    return { envioId: smallestId(Date.parse(creadoDesde ?? '1970-01-01T00:00:00Z')), idEvento: NO_EVENT };
  }

  /** Ids of the envíos that a filter names; undefined if it names none. */
  async idsOf({ codigo }: TrazaFilter): Promise<string[] | undefined> {
    if (!codigo) return undefined;
    const { rows } = await this.pool.query<{ id: string }>(SELECT_ENVIO_IDS, [codigo]);
    return rows.map(({ id }) => id);
  }

  /**
   * The next trazas of a filter, none perhaps, and where to go on; not at all when there are no more.
   *
   * @param ids - As `idsOf` answered.
   * @param gone - Aborted when nobody waits for the answer any more.
   */
  walk(
    filter: TrazaFilter,
    ids: readonly string[] | undefined,
    after: TrazaKey,
    gone: AbortSignal,
  ): Promise<{ trazas: TrazaExportada[]; next: TrazaKey | undefined }> {
    const { anomalia } = filter;
    const wanted = wantedOf(filter);
    return untilAborted(this.pool, gone, async (client) => {
      const { rows } = await client.query<Step>(stepOf(ids !== undefined), [
        after.envioId,
        after.idEvento,
        lastIdOf(filter),
        ...wanted,
        ...(ids ? [ids] : []),
      ]);
      const step = rows[0] as Step;
      const full = step.wanted === PAGE;
      const next = keyOf(full ? step.lastWanted : step.lastWalked);
      const end = keyOf(step.lastWanted);
      if (!end) return { trazas: [], next: step.walked < STEP ? undefined : next };
      const found = await client.query<TrazaRow & { codigo: string }>(await pageText.get(), [
        after.envioId,
        after.idEvento,
        end.envioId,
        ...wanted,
        end.idEvento,
        step.envios,
        anomalia ?? null,
      ]);
      const trazas = found.rows.map(toExported);
      return { trazas, next: full || step.walked === STEP ? next : undefined };
    });
  }

  /**
   * The archived trazas of a filter, page by page: the oldest month first, and in it by code. An envío that moves between the
   * archive and the hot tables meanwhile may be in both.
   *
   * @param read - What was read already, as `ArchivedTrazas` notes it.
   */
  async *archived(
    filter: TrazaFilter,
    read: MonthsRead,
    gone: AbortSignal,
  ): AsyncGenerator<TrazaExportada[]> {
    const { anomalia, codigo, creadoDesde, creadoHasta } = filter;
    const asked = {
      created: { desde: creadoDesde, hasta: creadoHasta },
      from: creadoDesde && this.start(filter).envioId,
      to: creadoHasta && lastIdOf(filter),
      codigos: codigo,
      definition: TRAZAS_DETALLE,
      columns: SENT_COLUMNS,
      where: `${wantedFrom(3)} AND ${anomalousAt(7)}`,
      values: [...wantedOf(filter), anomalia ?? null],
    };
    for await (const rows of this.archive.pages<TrazaRow>(asked, read, gone)) yield rows.map(toExported);
  }

  /** How far a filter reaches into the archive; null if it does not. */
  reach({ creadoDesde, creadoHasta, incluirArchivo }: TrazaFilter): Promise<AlcanceArchivo | null> {
    const created = { desde: creadoDesde, hasta: creadoHasta };
    return this.months.reach({ created }, incluirArchivo === 'true');
  }
}

const wantedOf = ({ tipo, dispositivo, recibidoDesde, recibidoHasta }: TrazaFilter) => [
  tipo ?? null,
  dispositivo ?? null,
  recibidoDesde ?? null,
  recibidoHasta ?? null,
];

function toExported({ codigo, ...row }: TrazaRow & { codigo: string }): TrazaExportada {
  return { codigo, ...toTraza(row) };
}

function keyOf(pair: [envioId: string, idEvento: string] | null): TrazaKey | undefined {
  return pair ? { envioId: pair[0], idEvento: pair[1] } : undefined;
}

/** No envío of a filter has a greater id. */
function lastIdOf({ creadoHasta }: TrazaFilter): string {
  return creadoHasta === undefined ? LAST_ID : smallestId(Date.parse(creadoHasta) + 1);
}
