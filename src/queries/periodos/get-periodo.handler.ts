import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { EstadoDePeriodo } from '../../modules/periodos/periodo.dto.js';
import { PeriodoLedger } from '../../modules/periodos/periodo-ledger.js';
import { toEstado } from '../../modules/periodos/periodo-row.js';
import { archivePlace } from '../../platform/archive/archive-place.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { GetPeriodoQuery } from './get-periodo.query.js';

@QueryHandler(GetPeriodoQuery)
export class GetPeriodoHandler implements IQueryHandler<GetPeriodoQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly ledger: PeriodoLedger,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ mes }: GetPeriodoQuery): Promise<EstadoDePeriodo> {
    return toEstado(await this.ledger.find(mes, this.pool), archivePlace(this.config));
  }
}
