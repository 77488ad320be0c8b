import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import {
  EJECUCION_COLUMNS,
  type EjecucionRow,
  toEjecucion,
} from '../../modules/programaciones/ejecucion-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListEjecucionesQuery } from './list-ejecuciones.query.js';

// $1 to $6 the filter, each null for any; $7: only what comes after this id, or null; $8: rows at most. An id is a
// UUIDv7: newest first.
const SELECT_EJECUCIONES = `
  SELECT ${EJECUCION_COLUMNS} FROM ejecuciones
  WHERE ($1::uuid IS NULL OR programacion_id = $1) AND ($2::text IS NULL OR tipo = $2)
    AND ($3::estado_ejecucion IS NULL OR estado = $3) AND ($4::origen_ejecucion IS NULL OR origen = $4)
    AND ($5::timestamptz IS NULL OR creada_en >= $5) AND ($6::timestamptz IS NULL OR creada_en < $6)
    AND ($7::uuid IS NULL OR id < $7)
  ORDER BY id DESC
  LIMIT $8`;

@QueryHandler(ListEjecucionesQuery)
export class ListEjecucionesHandler implements IQueryHandler<ListEjecucionesQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ input, context }: ListEjecucionesQuery): Promise<Page<Ejecucion>> {
    const { programacionId, tipo, estado, origen, desde, hasta, limit, cursor } = input;
    const values = [programacionId, tipo, estado, origen, desde, hasta].map((value) => value ?? null);
    const query = ['ejecuciones', ...values];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<EjecucionRow>(SELECT_EJECUCIONES, [...values, before, limit + 1]);
    const found = rows.map((row) => toEjecucion(row, context.language));
    return cursors.page(found, limit, query, ({ id }) => [id]);
  }
}
