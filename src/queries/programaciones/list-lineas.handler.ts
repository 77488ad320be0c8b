import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Registro } from '../../modules/programaciones/ejecucion.dto.js';
import { listLineas, readEjecucion } from '../../modules/programaciones/ejecucion-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { ListLineasQuery } from './list-lineas.query.js';

@QueryHandler(ListLineasQuery)
export class ListLineasHandler implements IQueryHandler<ListLineasQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id, input: { despuesDe, limit } }: ListLineasQuery): Promise<Registro> {
    await readEjecucion(this.pool, id);
    return { datos: await listLineas(this.pool, id, despuesDe ?? 0, limit) };
  }
}
