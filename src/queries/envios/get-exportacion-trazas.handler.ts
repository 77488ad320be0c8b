import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { archiveHeader, MonthsRead } from '../../modules/archivo/contract.js';
import type { TrazaFilter } from '../../modules/envios/traza-filter.dto.js';
import {
  EXPORTED_FIELDS,
  type TrazaExportada,
  type TrazaKey,
  TrazaWalker,
} from '../../modules/envios/traza-walker.js';
import { listFile } from '../../platform/csv/list-file.js';
import type { Exported } from './get-exportacion.query.js';
import { GetExportacionTrazasQuery } from './get-exportacion-trazas.query.js';

@QueryHandler(GetExportacionTrazasQuery)
export class GetExportacionTrazasHandler implements IQueryHandler<GetExportacionTrazasQuery> {
  constructor(private readonly walker: TrazaWalker) {}

  /**
   * @throws {DomainError} `formato-no-disponible`, `consulta-demasiado-larga`; with the archive `validacion`,
   *   `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`
   */
  async execute({ input, accept, context }: GetExportacionTrazasQuery): Promise<Exported> {
    const { bom, ...filter } = input;
    const asked = { name: 'trazas', accept, columns: EXPORTED_FIELDS, bom: bom === 'true' };
    const file = await listFile(asked, this.pages(filter, context.gone));
    const reach = await this.walker.reach(filter);
    return { ...file, archivo: reach ? archiveHeader(reach) : undefined };
  }

  private async *pages(filter: TrazaFilter, gone: AbortSignal): AsyncGenerator<TrazaExportada[]> {
    const withArchive = filter.incluirArchivo === 'true';
    const read = new MonthsRead();
    if (withArchive) yield* this.walker.archived(filter, read, gone);
    const ids = await this.walker.idsOf(filter);
    for (let place: TrazaKey | undefined = this.walker.start(filter); place;) {
      const { trazas, next } = await this.walker.walk(filter, ids, place, gone);
      yield trazas;
      place = next;
    }
    // A month that went into the archive meanwhile may have left before it was its turn.
    if (withArchive) yield* this.walker.archived(filter, read, gone);
  }
}
