import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownComercio } from '../../modules/catalogo/contract.js';
import { CUPON_COLUMNS, type CuponRow, toCupon } from '../../modules/pedidos/cupones/cupon-row.js';
import type { CuponLeido } from '../../modules/pedidos/cupones/cupon.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListCuponesQuery } from './list-cupones.query.js';

// $1: only what comes after this id, or null; $2: whose, or null; $3: rows at most.
const SELECT = `
  SELECT ${CUPON_COLUMNS} FROM cupones
  WHERE ($1::uuid IS NULL OR id < $1) AND ($2::uuid IS NULL OR comercio_id = $2) ORDER BY id DESC LIMIT $3`;

const LIST = ['cupones'];

@QueryHandler(ListCuponesQuery)
export class ListCuponesHandler implements IQueryHandler<ListCuponesQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute(query: ListCuponesQuery): Promise<Page<CuponLeido>> {
    const { limit, cursor } = query.page;
    const cursors = await this.cursors.open(query.context.actor);
    const [after = null] = cursor ? cursors.decode<[string]>(LIST, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<CuponRow>(SELECT, [after, ownComercio(query), limit + 1]);
    const page = cursors.page(rows, limit, LIST, ({ id }) => [id]);
    return { ...page, datos: page.datos.map(toCupon) };
  }
}
