import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Bloque } from '../../modules/codigos/bloque.dto.js';
import { BLOQUE_COLUMNS, type BloqueRow, toBloque } from '../../modules/codigos/bloque-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListBloquesQuery } from './list-bloques.query.js';

// $1: only what comes after this id, or null, $2: rows at most. An id is a UUIDv7: newest first.
const SELECT_BLOQUES = `
  SELECT ${BLOQUE_COLUMNS} FROM bloques_codigos WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`;

@QueryHandler(ListBloquesQuery)
export class ListBloquesHandler implements IQueryHandler<ListBloquesQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ page: { limit, cursor }, context }: ListBloquesQuery): Promise<Page<Bloque>> {
    const query = ['bloques'];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<BloqueRow>(SELECT_BLOQUES, [before, limit + 1]);
    return cursors.page(rows.map(toBloque), limit, query, ({ id }) => [id]);
  }
}
