import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TrazaHistorial } from '../../modules/envios/envio.dto.js';
import { EnvioReader } from '../../modules/envios/envio-reader.js';
import { toTraza } from '../../modules/envios/traza-row.js';
import { ownerFor } from '../../platform/access/owner.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListEnvioTrazasQuery } from './list-envio-trazas.query.js';

type Parts = readonly [ocurridoEn: number, secuencia: number | null, idEvento: string];

const SHAPES = [
  Number.isSafeInteger,
  (value: unknown) => value === null || Number.isSafeInteger(value),
  isUuid,
];

@QueryHandler(ListEnvioTrazasQuery)
export class ListEnvioTrazasHandler implements IQueryHandler<ListEnvioTrazasQuery> {
  constructor(
    private readonly reader: EnvioReader,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `envio-desconocido`, or `validacion` for a cursor of another list */
  async execute(query: ListEnvioTrazasQuery): Promise<Page<TrazaHistorial>> {
    const { codigo, input, context } = query;
    const { limit, cursor, tipo, anomalia } = input;
    const list = ['trazas', codigo, tipo ?? null, anomalia ?? null];
    const cursors = await this.cursors.open(context.actor);
    const parts = cursor === undefined ? undefined : cursors.decode<Parts>(list, cursor, SHAPES);
    const after = parts && { ocurridoEn: parts[0], secuencia: parts[1], idEvento: parts[2] };
    const rows = await this.reader.listTrazas(codigo, ownerFor(query), {
      tipo,
      anomalia,
      after,
      limit: limit + 1,
    });
    const { datos, siguiente } = cursors.page(rows, limit, list, (row) => [
      row.ocurridoEn,
      row.secuencia,
      row.idEvento,
    ]);
    return { datos: datos.map(toTraza), siguiente };
  }
}
