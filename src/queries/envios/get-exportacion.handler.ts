import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { archiveHeader } from '../../modules/archivo/contract.js';
import { columnsOf, pickFields } from '../../modules/envios/envio-fields.js';
import type { EnvioFilter } from '../../modules/envios/envio-filter.dto.js';
import { EnvioLister, type Listed } from '../../modules/envios/envio-lister.js';
import type { EnvioResumen } from '../../modules/envios/envio.dto.js';
import { type Owner, ownerFor } from '../../platform/access/owner.js';
import { listFile } from '../../platform/csv/list-file.js';
import { type Exported, GetExportacionQuery } from './get-exportacion.query.js';

/** Rows that are in memory at a time. */
const PAGE = 1_000;

@QueryHandler(GetExportacionQuery)
export class GetExportacionHandler implements IQueryHandler<GetExportacionQuery> {
  constructor(private readonly lister: EnvioLister) {}

  /** @throws {DomainError} `formato-no-disponible`, `consulta-demasiado-larga` */
  async execute(query: GetExportacionQuery): Promise<Exported> {
    const { input, accept, context } = query;
    const { bom, ...filter } = input;
    const { campos } = filter;
    const asked = {
      name: 'envios',
      accept,
      columns: columnsOf(campos),
      bom: bom === 'true',
      pick: (envio: EnvioResumen) => pickFields(envio, campos),
    };
    const file = await listFile(asked, this.pages(filter, ownerFor(query), context.gone));
    const reach = await this.lister.reach(filter);
    return { ...file, archivo: reach ? archiveHeader(reach) : undefined };
  }

  private async *pages(
    filter: EnvioFilter,
    owner: Owner | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<EnvioResumen[]> {
    let last: Listed | undefined;
    for (;;) {
      const page = await this.lister.read(filter, { after: last?.place, limit: PAGE, owner, signal });
      yield page.map(({ envio }) => envio);
      if (page.length < PAGE) return;
      last = page.at(-1);
    }
  }
}
