import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TrazaHistorial } from '../../modules/envios/envio.dto.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { EnvioReader } from '../../modules/envios/envio-reader.js';
import { toDetalle } from '../../modules/envios/envio-row.js';
import { ListEnvioTrazasQuery } from './list-envio-trazas.query.js';

@QueryHandler(ListEnvioTrazasQuery)
export class ListEnvioTrazasHandler implements IQueryHandler<ListEnvioTrazasQuery> {
  constructor(
    private readonly reader: EnvioReader,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `envio-desconocido`, or `validacion` for a cursor of another list */
  async execute({ codigo, page: { limit, cursor } }: ListEnvioTrazasQuery): Promise<Page<TrazaHistorial>> {
    const query = ['trazas', codigo];
    const cursors = await this.cursors.open();
    const [last] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const { historial } = toDetalle(await this.reader.read(codigo));
    // A history is only ever added to: the traza that ended the page before is still in its place.
    const start = historial.findIndex(({ idEvento }) => idEvento === last) + 1;
    const rows = historial.slice(start, start + limit + 1);
    return cursors.page(rows, limit, query, ({ idEvento }) => [idEvento]);
  }
}
