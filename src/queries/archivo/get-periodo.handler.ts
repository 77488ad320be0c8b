import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Periodo } from '../../modules/archivo/periodo.dto.js';
import { PeriodoLedger } from '../../modules/archivo/periodo-ledger.js';
import { toPeriodo } from '../../modules/archivo/periodo-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { GetPeriodoQuery } from './get-periodo.query.js';

@QueryHandler(GetPeriodoQuery)
export class GetPeriodoHandler implements IQueryHandler<GetPeriodoQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly ledger: PeriodoLedger,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ mes }: GetPeriodoQuery): Promise<Periodo> {
    return toPeriodo(await this.ledger.find(mes, this.pool));
  }
}
