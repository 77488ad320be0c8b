import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { belongsTo, ownerValues } from '../../modules/importaciones/importacion-owner.js';
import { columnOf } from '../../modules/importaciones/columns.js';
import { ownerFor } from '../../platform/access/owner.js';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv/csv-writer.js';
import type { LineaRefused } from '../../modules/importaciones/importacion-store.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { describeField, type Language } from '../../platform/errors/problem-document.js';
import { GetImportacionReportQuery, type ReportKind } from './get-importacion-report.query.js';

const FIND = `SELECT separador FROM importaciones i WHERE id = $1 AND recibida_en IS NOT NULL AND ${belongsTo(2)}`;

// $1: the importación; $2: the last lote read. A few lotes at a time: a report may be as large as its file.
const SELECT_LOTES = (kind: ReportKind) => `
  SELECT numero, ${kind} AS contenido FROM importacion_lotes
  WHERE importacion_id = $1 AND numero > $2 AND terminado_en IS NOT NULL
  ORDER BY numero
  LIMIT 20`;

const HEADERS: Record<ReportKind, string[]> = {
  errores: ['linea', 'campo', 'problema', 'original'],
  resultados: ['linea', 'codigo', 'id'],
};

type Line = (string | number)[];

@QueryHandler(GetImportacionReportQuery)
export class GetImportacionReportHandler implements IQueryHandler<GetImportacionReportQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: GetImportacionReportQuery): Promise<Readable> {
    const { id, kind, context, bom } = query;
    const values = [id, ...ownerValues(ownerFor(query))];
    const [found] = (await this.pool.query<{ separador: string }>(FIND, values)).rows;
    if (!found) throw new DomainError('recurso-desconocido', { recurso: 'importación', id });
    const linesOf = (content: string): Line[] =>
      kind === 'errores'
        ? (JSON.parse(content) as LineaRefused[]).flatMap((refused) =>
            errorLines(refused, found.separador, context.language),
          )
        : (JSON.parse(content) as Line[]);
    return Readable.from(this.write(id, kind, { separator: found.separador, bom, linesOf }));
  }

  private async *write(
    id: string,
    kind: ReportKind,
    { separator, bom, linesOf }: { separator: string; bom: boolean; linesOf: (content: string) => Line[] },
  ) {
    yield (bom ? BYTE_ORDER_MARK : '') + csvLine(HEADERS[kind], separator);
    for (let last = -1; ;) {
      const { rows } = await this.pool.query<{ numero: number; contenido: string | null }>(
        SELECT_LOTES(kind),
        [id, last],
      );
      const final = rows.at(-1);
      if (!final) return;
      last = final.numero;
      const lines = rows.flatMap(({ contenido }) => (contenido ? linesOf(contenido) : []));
      if (lines.length > 0) yield lines.map((line) => csvLine(line, separator)).join('');
    }
  }
}

function errorLines({ linea, celdas, fields }: LineaRefused, separator: string, language: Language): Line[] {
  const original = csvLine(celdas, separator).trimEnd();
  return fields.map((field) => [linea, columnOf(field), describeField(field, language).detail, original]);
}
