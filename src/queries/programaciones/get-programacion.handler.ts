import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Programacion } from '../../modules/programaciones/programacion.dto.js';
import { readProgramacion } from '../../modules/programaciones/programacion-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { GetProgramacionQuery } from './get-programacion.query.js';

@QueryHandler(GetProgramacionQuery)
export class GetProgramacionHandler implements IQueryHandler<GetProgramacionQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  execute({ id }: GetProgramacionQuery): Promise<Programacion> {
    return readProgramacion(this.pool, id);
  }
}
