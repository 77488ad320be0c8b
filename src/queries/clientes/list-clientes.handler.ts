import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CLIENTE_COLUMNS, type Cliente } from '../../modules/clientes/contract.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { listByWords, type WordList } from '../../platform/http/word-list.js';
import { ListClientesQuery } from './list-clientes.query.js';

const CLIENTES: WordList = {
  table: 'clientes',
  columns: CLIENTE_COLUMNS,
  text: `nombre || ' ' || coalesce(documento, '') || ' ' || coalesce(email, '')`,
};

@QueryHandler(ListClientesQuery)
export class ListClientesHandler implements IQueryHandler<ListClientesQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  execute({ page }: ListClientesQuery): Promise<Page<Cliente>> {
    return listByWords<Cliente>(this.pool, this.cursors, CLIENTES, page);
  }
}
