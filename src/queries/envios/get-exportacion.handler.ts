import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';
import { archiveHeader } from '../../modules/archivo/contract.js';
import { columnsOf, pickFields } from '../../modules/envios/envio-fields.js';
import type { EnvioFilter } from '../../modules/envios/envio-filter.dto.js';
import { EnvioLister, type Listed } from '../../modules/envios/envio-lister.js';
import { ENDS_IN_WHITE_SPACE } from '../../platform/csv/csv-writer.js';
import { marked } from '../../platform/csv/formula-mark.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { preferredType } from '../../platform/http/accept.js';
import { type Exported, GetExportacionQuery } from './get-exportacion.query.js';

/** Rows that are in memory at a time. */
const PAGE = 1_000;

type Format = 'text/csv' | 'application/x-ndjson';

const TYPES: Record<Format, string> = {
  'text/csv': 'text/csv; charset=utf-8; header=present',
  'application/x-ndjson': 'application/x-ndjson',
};

@QueryHandler(GetExportacionQuery)
export class GetExportacionHandler implements IQueryHandler<GetExportacionQuery> {
  constructor(private readonly lister: EnvioLister) {}

  /**
   * Page after page, each read when the one before has gone out: no connection and no snapshot is held while a slow
   * client reads. The first is read before the answer begins, so that what is wrong is still said as a problem.
   *
   * @throws {DomainError} `formato-no-disponible`, `consulta-demasiado-larga`
   */
  async execute({ input, accept, gone }: GetExportacionQuery): Promise<Exported> {
    const { bom, ...filter } = input;
    const formats = Object.keys(TYPES) as Format[];
    const format = preferredType(accept, formats);
    if (!format) throw new DomainError('formato-no-disponible', { tipos: formats.join(', ') });
    const first = await this.read(filter, gone, undefined);
    const lines = format === 'text/csv' ? csvLines(filter, bom === 'true') : jsonLines(filter);
    const stream = Readable.from(this.write(filter, gone, first, lines), { highWaterMark: 1 });
    const name = `envios.${format === 'text/csv' ? 'csv' : 'ndjson'}`;
    const reach = await this.lister.reach(filter);
    return { stream, type: TYPES[format], name, archivo: reach ? archiveHeader(reach) : undefined };
  }

  private read(filter: EnvioFilter, signal: AbortSignal, last: Listed | undefined): Promise<Listed[]> {
    return this.lister.read(filter, { after: last?.place, limit: PAGE, signal });
  }

  private async *write(filter: EnvioFilter, gone: AbortSignal, first: Listed[], lines: Lines) {
    yield lines(first, true);
    for (let page = first; page.length === PAGE;) {
      page = await this.read(filter, gone, page.at(-1));
      if (page.length > 0) yield lines(page, false);
    }
  }
}

/** Rows as text; the first ones may come with a header. */
type Lines = (rows: readonly Listed[], first: boolean) => string;

const jsonLines =
  ({ campos }: EnvioFilter): Lines =>
  (rows) =>
    rows.map(({ envio }) => `${JSON.stringify(pickFields(envio, campos))}\n`).join('');

/** RFC 4180, as `csvLine` writes it: an import of the file gives the same envíos. */
const csvLines =
  ({ campos }: EnvioFilter, bom: boolean): Lines =>
  (rows, header) =>
    stringify(
      rows.map(({ envio }) => envio),
      {
        columns: columnsOf(campos),
        header,
        bom: header && bom,
        cast: { string: marked },
        quoted_match: ENDS_IN_WHITE_SPACE,
        record_delimiter: 'windows',
      },
    );
