import { Inject, Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { literal } from '../../../platform/database/literal.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { projectRoot } from '../../../platform/config/project-root.js';
import type { Aggregate } from '../../../platform/read-models/aggregate.js';
import { ArchiveQueries } from './archive-queries.js';
import { isCold } from './archived-lists.js';
import type { Archived } from './archived-months.js';
import { duckLiteral, inNfc } from './duck-conditions.js';

/** Which figures of the archive, and what they are added up by. */
export interface FiguresAsked {
  /** SQL over the columns of the aggregate, which PostgreSQL and DuckDB read alike. */
  where: string;
  /** Columns of the identity that the answer tells apart. */
  by: readonly string[];
  /** Whose envíos: what is known beforehand need not be counted. */
  scope: { cliente?: string; transportista?: string; region?: string };
  /** Whether it is told apart by cliente. */
  byCliente: boolean;
}

/** Stands for any cliente where none is told apart: then all of them are counted once. */
const SOMEBODY = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Functions of the migrations that the definition of the figures calls. */
const macros = (zone: string) => `
  CREATE OR REPLACE TEMP MACRO es_terminal(estado) AS true;
  CREATE OR REPLACE TEMP MACRO dia_de(instante) AS (instante AT TIME ZONE ${literal(zone)})::DATE;`;

const instant = (column: string) => `${column} AT TIME ZONE 'UTC' AS ${column}`;
const listOf = (column: string) => `string_split(trim(${column}, '{}'), ',')`;

/** Counts figures over archived months, by the same definition as of the hot ones. */
@Injectable()
export class ArchivedFigures {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly queries: ArchiveQueries,
  ) {}

  /** Rows of the aggregate, as a JSON array. Of one identity there may be several: add them up. */
  async read(aggregate: Aggregate, { months, hot }: Archived, asked: FiguresAsked): Promise<string> {
    if (months.length === 0) return '[]';
    const definition = await readFile(join(projectRoot, 'prisma/views', aggregate.definition), 'utf8');
    const { where, by, scope, byCliente } = asked;
    const cliente = byCliente || scope.cliente ? 'e.cliente_id' : duckLiteral(SOMEBODY, 'uuid');
    const within = [
      isCold(hot),
      ...(scope.cliente ? [`e.cliente_id = ${duckLiteral(scope.cliente, 'uuid')}`] : []),
      ...(scope.transportista ? [`e.transportista_id = ${duckLiteral(scope.transportista, 'uuid')}`] : []),
      ...(scope.region ? [`${inNfc('e.destino_region')} = ${duckLiteral(scope.region, 'text')}`] : []),
    ].join(' AND ');
    const identity = aggregate.identity.map((column) =>
      by.includes(column) ? column : `min(${column}) AS ${column}`,
    );
    const sums = aggregate.sums.map((column) => `sum(${column})::BIGINT AS ${column}`);
    const rows = await this.queries.ask<{ fila: string }>(
      months,
      (read) => `
        WITH hechos AS (
          SELECT 1 AS signo, ${cliente} AS cliente_id, e.transportista_id, ${['origen_region', 'destino_region'].map((region) => `${inNfc(`e.${region}`)} AS ${region}`).join(', ')}, d.estado,
            ${['creado_en', 'fecha_estimada', 'ultima_traza_en', 'recogido_en', 'fallido_en', 'entregado_en'].map(instant).join(', ')},
            ${listOf('motivos')} AS motivos,
            list_transform(${listOf('motivos_en')}, lambda ms: make_timestamp_ms(ms::BIGINT) AT TIME ZONE 'UTC') AS motivos_en,
            coalesce(d.anomalias_reloj, 0) AS anomalias_reloj, coalesce(d.anomalias_lugar, 0) AS anomalias_lugar
          FROM ${read('envios')} e JOIN ${read('detalle')} d USING (codigo) WHERE ${within}
        ), kpi AS (${definition})
        SELECT to_json(r)::VARCHAR AS fila FROM (
          SELECT ${[...identity, ...sums].join(', ')} FROM kpi WHERE ${where}
          ${by.length > 0 ? `GROUP BY ${by.join(', ')}` : ''}
        ) r`,
      { prelude: macros(this.config.TRAZO_ZONA) },
    );
    return `[${rows.map(({ fila }) => fila).join(',')}]`;
  }
}
