import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';
import {
  filterValues,
  RECHAZO_COLUMNS,
  RECHAZO_FILTER,
  type RechazoRow,
  toRechazo,
} from '../../modules/trazas/rechazo-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListRechazosQuery } from './list-rechazos.query.js';

// $5: estado or null, $6: only what comes after this id, or null, $7: rows at most. An id is a UUIDv7: newest first.
const SELECT_RECHAZOS = `
  SELECT ${RECHAZO_COLUMNS} FROM rechazos
  WHERE ${RECHAZO_FILTER} AND ($5::estado_rechazo IS NULL OR estado = $5) AND ($6::uuid IS NULL OR id < $6)
  ORDER BY id DESC
  LIMIT $7`;

@QueryHandler(ListRechazosQuery)
export class ListRechazosHandler implements IQueryHandler<ListRechazosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({
    input: { estado, limit, cursor, ...filter },
    context,
  }: ListRechazosQuery): Promise<Page<Rechazo>> {
    const values = [...filterValues(filter), estado ?? null];
    const query = ['rechazos', ...values];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<RechazoRow>(SELECT_RECHAZOS, [...values, before, limit + 1]);
    return cursors.page(rows.map(toRechazo), limit, query, ({ id }) => [id]);
  }
}
