import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { ListaProgramaciones } from '../../modules/programaciones/programacion.dto.js';
import { listProgramaciones } from '../../modules/programaciones/programacion-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { ListProgramacionesQuery } from './list-programaciones.query.js';

@QueryHandler(ListProgramacionesQuery)
export class ListProgramacionesHandler implements IQueryHandler<ListProgramacionesQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  async execute(): Promise<ListaProgramaciones> {
    return { datos: await listProgramaciones(this.pool), siguiente: null };
  }
}
