import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { EnvioResumen } from '../../modules/envios/envio.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { decodeCursor, type Page, pageOf } from '../../platform/http/page.js';
import { type Condition, readNewest } from '../../platform/read-models/read-newest.js';
import { readModel } from '../../platform/read-models/read-model.js';
import { RESUMEN_SELECT, type ResumenRow, toResumen } from '../../modules/envios/envio-row.js';
import { ListEnviosQuery } from './list-envios.query.js';

@QueryHandler(ListEnviosQuery)
export class ListEnviosHandler implements IQueryHandler<ListEnviosQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ input: { estado, cliente, limit, cursor } }: ListEnviosQuery): Promise<Page<EnvioResumen>> {
    const query = ['envios', estado?.toSorted() ?? null, cliente ?? null];
    const [before] = cursor ? decodeCursor(query, cursor) : [];
    const where: Condition[] = [
      ...(estado ? [{ sql: 'estado = ANY (?::tipo_traza[])', value: estado }] : []),
      ...(cliente ? [{ sql: 'cliente_id = ?', value: cliente }] : []),
    ];
    const rows = await readNewest<ResumenRow & { id: string }>(this.pool, readModel('envios_detalle'), {
      columns: RESUMEN_SELECT,
      where,
      before: before as string | undefined,
      limit: limit + 1,
    });
    return pageOf(rows.map(toResumen), limit, query, ({ id }) => [id]);
  }
}
