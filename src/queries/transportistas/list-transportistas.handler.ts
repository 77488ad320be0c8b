import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { TRANSPORTISTA_COLUMNS, type Transportista } from '../../modules/transportistas/contract.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { listByWords, type WordList } from '../../platform/http/word-list.js';
import { ListTransportistasQuery } from './list-transportistas.query.js';

const TRANSPORTISTAS: WordList = {
  table: 'transportistas',
  columns: TRANSPORTISTA_COLUMNS,
  text: `nombre || ' ' || codigo`,
};

@QueryHandler(ListTransportistasQuery)
export class ListTransportistasHandler implements IQueryHandler<ListTransportistasQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  execute({ page }: ListTransportistasQuery): Promise<Page<Transportista>> {
    return listByWords<Transportista>(this.pool, this.cursors, TRANSPORTISTAS, page);
  }
}
