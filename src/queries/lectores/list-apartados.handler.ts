import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { APARTADO_COLUMNS, type ApartadoRow } from '../../modules/lectores/apartado-row.js';
import type { Apartado } from '../../modules/lectores/lector.dto.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListApartadosQuery } from './list-apartados.query.js';

const EXISTS = 'SELECT FROM lectores WHERE nombre = $1';

// $1 reader, $2 estado or null, $3 only what comes after this id, or null, $4 rows at most. An id is a UUIDv7: newest first.
const SELECT_APARTADOS = `
  SELECT ${APARTADO_COLUMNS} FROM lector_apartados
  WHERE lector = $1 AND ($2::text IS NULL OR estado = $2) AND ($3::uuid IS NULL OR id < $3)
  ORDER BY id DESC
  LIMIT $4`;

@QueryHandler(ListApartadosQuery)
export class ListApartadosHandler implements IQueryHandler<ListApartadosQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `lector-desconocido`, or `validacion` for a cursor of another list */
  async execute({
    lector,
    input: { estado, limit, cursor },
    context,
  }: ListApartadosQuery): Promise<Page<Apartado>> {
    if (!(await this.pool.query(EXISTS, [lector])).rowCount)
      throw new DomainError('lector-desconocido', { nombre: lector });
    const wanted = estado ?? null;
    const query = ['apartados', lector, wanted];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<ApartadoRow>(SELECT_APARTADOS, [
      lector,
      wanted,
      before,
      limit + 1,
    ]);
    return cursors.page(rows, limit, query, ({ id }) => [id]);
  }
}
