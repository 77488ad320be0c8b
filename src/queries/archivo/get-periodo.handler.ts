import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ARCHIVE_STORE } from '../../modules/archivo/archive-storage.js';
import type { EstadoDePeriodo } from '../../modules/archivo/periodo.dto.js';
import { PeriodoLedger } from '../../modules/archivo/periodo-ledger.js';
import { toEstado } from '../../modules/archivo/periodo-row.js';
import type { ArchiveStore } from '../../platform/archive/archive-store.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { GetPeriodoQuery } from './get-periodo.query.js';

@QueryHandler(GetPeriodoQuery)
export class GetPeriodoHandler implements IQueryHandler<GetPeriodoQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly ledger: PeriodoLedger,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ mes }: GetPeriodoQuery): Promise<EstadoDePeriodo> {
    return toEstado(await this.ledger.find(mes, this.pool), this.store.place);
  }
}
