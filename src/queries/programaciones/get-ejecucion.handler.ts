import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import { readEjecucion, toEjecucion } from '../../modules/programaciones/ejecucion-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { GetEjecucionQuery } from './get-ejecucion.query.js';

@QueryHandler(GetEjecucionQuery)
export class GetEjecucionHandler implements IQueryHandler<GetEjecucionQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id, context }: GetEjecucionQuery): Promise<Ejecucion> {
    return toEjecucion(await readEjecucion(this.pool, id), context.language);
  }
}
