import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { NivelRegistro } from '../../modules/operacion/nivel-registro.dto.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { LogLevel } from '../../platform/shared-state/log-level.js';
import { GetNivelRegistroQuery } from './get-nivel-registro.query.js';

@QueryHandler(GetNivelRegistroQuery)
export class GetNivelRegistroHandler implements IQueryHandler<GetNivelRegistroQuery> {
  constructor(@Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool) {}

  async execute(): Promise<NivelRegistro> {
    return (await LogLevel.asked(this.pool)) ?? { nivel: null, hasta: null };
  }
}
