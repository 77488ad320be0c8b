import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ARCHIVE_STORE } from '../../modules/archivo/archive-storage.js';
import type { ListaPeriodos } from '../../modules/archivo/periodo.dto.js';
import { PeriodoLedger } from '../../modules/archivo/periodo-ledger.js';
import { toPeriodo } from '../../modules/archivo/periodo-row.js';
import type { ArchiveStore } from '../../platform/archive/archive-store.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { ListPeriodosQuery } from './list-periodos.query.js';

@QueryHandler(ListPeriodosQuery)
export class ListPeriodosHandler implements IQueryHandler<ListPeriodosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
    private readonly ledger: PeriodoLedger,
  ) {}

  async execute(): Promise<ListaPeriodos> {
    return { lugar: this.store.place, datos: (await this.ledger.list(this.pool)).map(toPeriodo) };
  }
}
