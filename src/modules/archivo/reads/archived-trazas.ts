import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { literal } from '../../../platform/database/literal.js';
import { READ_POOL } from '../../../platform/database/tokens.js';
import { type Definition, overSources, readDefinition } from '../../../platform/read-models/definition.js';
import { isCold } from './archived-lists.js';
import { ArchivedMonths, type Asked } from './archived-months.js';
import { ArchiveQueries, type Reader } from './archive-queries.js';
import type { MonthsRead } from './months-read.js';
import { ARCHIVED_TABLES, type ArchivedFile, fileJson, selectFromJson } from '../files/archived-tables.js';
import { duckLiteral } from './duck-conditions.js';
import type { Manifest } from '../../periodos/contract.js';

const [ENVIOS, TRAZAS] = ARCHIVED_TABLES as [ArchivedFile, ArchivedFile];

/** Trazas that are in memory at a time, about: those of an envío are never parted. */
const PAGE = 1_000;

/** Which archived trazas, and how to read them. */
export interface ArchivedTrazasAsked {
  /** When their envíos were created. */
  created: NonNullable<Asked['created']>;
  /** Bounds of the ids of their envíos; open where left out. The upper one is no longer wanted. */
  from?: string | undefined;
  to?: string | undefined;
  /** Codes of their envíos; all if left out. */
  codigos?: readonly string[] | undefined;
  definition: Definition;
  /** SELECT list over the definition, which is `t`. */
  columns: readonly string[];
  /** SQL of what each of them has to meet; its parameters begin with $3. */
  where: string;
  values: readonly unknown[];
}

/** Reads the trazas of archived months, each folded among those of its envío. */
@Injectable()
export class ArchivedTrazas {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly months: ArchivedMonths,
    private readonly queries: ArchiveQueries,
  ) {}

  /**
   * Pages of trazas, the oldest month first, and in it by code. An envío that is brought back meanwhile may be here and among
   * the hot ones.
   *
   * @param read - What was read already: it is left out, and what is read is noted.
   * @param gone - Aborted when nobody waits for the answer any more.
   * @throws {DomainError} `validacion` for too many months, `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`,
   *   `consulta-demasiado-larga`, `solicitud-abandonada`
   */
  async *pages<Row extends object>(
    asked: ArchivedTrazasAsked,
    read: MonthsRead,
    gone: AbortSignal,
  ): AsyncGenerator<(Row & { codigo: string })[]> {
    const text = await readText(asked);
    for (;;) {
      const month = (await this.listMonths(asked)).find((each) => read.isUnread(each));
      if (!month) return;
      try {
        yield* this.month<Row>(month, asked, text, read, gone);
      } catch (error) {
        // Files that were replaced are taken away: then it goes on in those of now.
        const now = (await this.listMonths(asked)).find(({ mes }) => mes === month.mes);
        if (now?.generacion === month.generacion) throw error;
      }
    }
  }

  private listMonths({ created }: ArchivedTrazasAsked): Promise<Manifest[]> {
    return this.months.listWithin(this.pool, { created });
  }

  private async *month<Row extends object>(
    month: Manifest,
    asked: ArchivedTrazasAsked,
    text: string,
    read: MonthsRead,
    gone: AbortSignal,
  ): AsyncGenerator<(Row & { codigo: string })[]> {
    const before = read.of(month.mes);
    const hot = await this.months.listHot(this.pool, [month]);
    const unread = `(codigo > ${literal(before.behind)} OR ${isAmong([...before.left])})`;
    const wanted = [...conditionsOf(asked), isCold(hot), unread].join(' AND ');
    let behind = '';
    for (const upTo of await this.parts(month, wanted, gone)) {
      const some = `codigo > ${literal(behind)} AND codigo <= ${literal(upTo)}`;
      behind = upTo;
      const [envios, trazas] = await this.filesOf(month, some, wanted, gone);
      const { rows } = await this.pool.query<Row & { codigo: string }>(text, [
        envios,
        trazas,
        ...asked.values,
      ]);
      read.note(month.mes, before, hot, upTo);
      yield rows;
    }
    read.end(month, before, hot);
  }

  /** Codes that end a part of a month: between two of them are some thousand trazas, or one envío. */
  private async parts(month: Manifest, wanted: string, gone: AbortSignal): Promise<string[]> {
    const text = (file: Reader) => `
      SELECT max(codigo) AS codigo FROM (
        SELECT codigo, sum(total_trazas) OVER (ORDER BY codigo ROWS UNBOUNDED PRECEDING) // ${PAGE} AS part
        FROM (SELECT codigo FROM ${file('envios')} e WHERE ${wanted}) e JOIN ${file('detalle')} d USING (codigo)
      ) p GROUP BY part ORDER BY codigo`;
    const rows = await this.queries.ask<{ codigo: string }>([month], text, { gone });
    return rows.map(({ codigo }) => codigo);
  }

  /** The wanted envíos of a part, and their trazas: each as a JSON array. */
  private async filesOf(
    month: Manifest,
    some: string,
    wanted: string,
    gone: AbortSignal,
  ): Promise<[string, string]> {
    const text = (file: Reader) => `
      WITH chosen AS MATERIALIZED (SELECT * FROM ${file('envios')} e WHERE ${some} AND ${wanted})
      SELECT 'envios' AS tabla, ${fileJson(ENVIOS)} AS fila FROM chosen
      UNION ALL
      SELECT 'trazas', ${fileJson(TRAZAS)} FROM ${file('trazas')} t
      WHERE ${some} AND codigo IN (SELECT codigo FROM chosen)`;
    const files = ['envios', 'trazas'] as const;
    const rows = await this.queries.ask<{ tabla: string; fila: string }>([month], text, { gone, files });
    const of = (name: string) =>
      `[${rows
        .filter(({ tabla }) => tabla === name)
        .map(({ fila }) => fila)
        .join(',')}]`;
    return [of('envios'), of('trazas')];
  }
}

const isAmong = (codigos: readonly string[]) =>
  codigos.length === 0 ? 'false' : `codigo IN (${codigos.map(literal).join(', ')})`;

function conditionsOf({ from, to, codigos }: ArchivedTrazasAsked): string[] {
  return [
    ...(from === undefined ? [] : [`id >= ${duckLiteral(from, 'uuid')}`]),
    ...(to === undefined ? [] : [`id < ${duckLiteral(to, 'uuid')}`]),
    ...(codigos === undefined ? [] : [isAmong(codigos)]),
  ];
}

// $1, $2: the envíos and their trazas, as JSON arrays.
async function readText({ definition, columns, where }: ArchivedTrazasAsked): Promise<string> {
  const sql = overSources(await readDefinition(definition), definition, (table) => `dada_${table}`);
  return `
    WITH dada_envios AS (${selectFromJson(ENVIOS, '$1')}), dada_trazas AS (${selectFromJson(TRAZAS, '$2')})
    SELECT e.codigo, ${columns.join(', ')} FROM (${sql}) t JOIN dada_envios e ON e.id = t.envio_id
    WHERE ${where}
    ORDER BY e.codigo, t.id_evento`;
}
