import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CENTRO_COLUMNS, type Centro } from '../../modules/centros/contract.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { listByWords, type WordList } from '../../platform/http/word-list.js';
import { ListCentrosQuery } from './list-centros.query.js';

const CENTROS: WordList = {
  table: 'centros',
  columns: CENTRO_COLUMNS,
  text: `nombre || ' ' || codigo || ' ' || ciudad || ' ' || region`,
};

@QueryHandler(ListCentrosQuery)
export class ListCentrosHandler implements IQueryHandler<ListCentrosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  execute({ page }: ListCentrosQuery): Promise<Page<Centro>> {
    return listByWords<Centro>(this.pool, this.cursors, CENTROS, page);
  }
}
