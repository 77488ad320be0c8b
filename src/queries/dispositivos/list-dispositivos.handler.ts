import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Dispositivo } from '../../modules/dispositivos/dispositivo.dto.js';
import {
  DISPOSITIVO_COLUMNS,
  type DispositivoRow,
  toDispositivo,
} from '../../modules/dispositivos/dispositivo-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListDispositivosQuery } from './list-dispositivos.query.js';

// $1: only what comes after this id, or null; $2, $3: the first and the last id to look at; $4: rows at most.
const SELECT_DISPOSITIVOS = `
  SELECT ${DISPOSITIVO_COLUMNS} FROM dispositivos
  WHERE ($1::uuid IS NULL OR id > $1) AND id BETWEEN $2 AND $3 ORDER BY id LIMIT $4`;

@QueryHandler(ListDispositivosQuery)
export class ListDispositivosHandler implements IQueryHandler<ListDispositivosQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({
    page: { limit, cursor, q = '' },
    context,
  }: ListDispositivosQuery): Promise<Page<Dispositivo>> {
    const query = ['dispositivos', q];
    const cursors = await this.cursors.open(context.actor);
    const [after = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const begun = q.toLowerCase().replaceAll('-', '');
    const values = [after, idFrom(begun, '0'), idFrom(begun, 'f'), limit + 1];
    const { rows } = await this.pool.query<DispositivoRow>(SELECT_DISPOSITIVOS, values);
    return cursors.page(rows.map(toDispositivo), limit, query, ({ id }) => [id]);
  }
}

/** The id that begins like this, and goes on with one digit alone. */
const idFrom = (begun: string, digit: string) => begun.padEnd(32, digit);
