import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import type { Preferencias } from '../../modules/acceso/usuarios/preferencias.dto.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { GetPreferenciasQuery } from './get-preferencias.query.js';

const SELECT_PREFERENCIAS = 'SELECT preferencias AS valores FROM usuarios WHERE id = $1';

@QueryHandler(GetPreferenciasQuery)
export class GetPreferenciasHandler implements IQueryHandler<GetPreferenciasQuery> {
  constructor(@Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool) {}

  async execute({ context }: GetPreferenciasQuery): Promise<Preferencias> {
    const { rows } = await this.pool.query<Preferencias>(SELECT_PREFERENCIAS, [ownId(context)]);
    return rows[0] as Preferencias;
  }
}
