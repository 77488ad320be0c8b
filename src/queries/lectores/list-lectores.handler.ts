import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { ListaLectores } from '../../modules/lectores/lector.dto.js';
import { readLectores } from '../../modules/lectores/lector-row.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { ListLectoresQuery } from './list-lectores.query.js';

@QueryHandler(ListLectoresQuery)
export class ListLectoresHandler implements IQueryHandler<ListLectoresQuery> {
  constructor(@Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool) {}

  async execute(): Promise<ListaLectores> {
    return { datos: await readLectores(this.pool), siguiente: null };
  }
}
