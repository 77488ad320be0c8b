import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Clave } from '../../modules/acceso/claves/clave.dto.js';
import { CLAVE_COLUMNS, type ClaveRow, toClave } from '../../modules/acceso/claves/clave-row.js';
import { IN_SCOPE, scopeOf } from '../../modules/acceso/claves/key-scope.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListClavesQuery } from './list-claves.query.js';

// $1 to $4 who asks, $5 role, or null, $6 only what comes after this id, or null, $7 rows at most.
const SELECT_CLAVES = `
  SELECT ${CLAVE_COLUMNS} FROM claves c
  WHERE ${IN_SCOPE} AND ($5::text IS NULL OR c.rol = $5) AND ($6::uuid IS NULL OR c.id < $6)
  ORDER BY c.id DESC
  LIMIT $7`;

@QueryHandler(ListClavesQuery)
export class ListClavesHandler implements IQueryHandler<ListClavesQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ input: { rol, limit, cursor }, context }: ListClavesQuery): Promise<Page<Clave>> {
    const query = ['claves', rol ?? null];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const values = [...scopeOf(context.actor), rol ?? null, before, limit + 1];
    const { rows } = await this.pool.query<ClaveRow>(SELECT_CLAVES, values);
    return cursors.page(rows.map(toClave), limit, query, ({ id }) => [id]);
  }
}
