import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Vale } from '../../modules/pagos/pago.dto.js';
import { VALE_COLUMNS, type ValeRow, toVale } from '../../modules/pagos/vales/vale-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListValesQuery } from './list-vales.query.js';

// $1: only what comes after this id, or null; $2: rows at most.
const SELECT = `SELECT ${VALE_COLUMNS} FROM vales WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`;

const LIST = ['vales'];

@QueryHandler(ListValesQuery)
export class ListValesHandler implements IQueryHandler<ListValesQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ page: { limit, cursor } }: ListValesQuery): Promise<Page<Vale>> {
    const cursors = await this.cursors.open();
    const [after = null] = cursor ? cursors.decode<[string]>(LIST, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<ValeRow>(SELECT, [after, limit + 1]);
    const page = cursors.page(rows, limit, LIST, ({ id }) => [id]);
    return { ...page, datos: page.datos.map(toVale) };
  }
}
