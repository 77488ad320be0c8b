import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownerValues } from '../../modules/importaciones/importacion-owner.js';
import type { Importacion } from '../../modules/importaciones/importacion.dto.js';
import {
  type ImportacionRow,
  SELECT_IMPORTACIONES,
  toImportacion,
} from '../../modules/importaciones/importacion-row.js';
import { ownerFor } from '../../platform/access/owner.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListImportacionesQuery } from './list-importaciones.query.js';

@QueryHandler(ListImportacionesQuery)
export class ListImportacionesHandler implements IQueryHandler<ListImportacionesQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute(asked: ListImportacionesQuery): Promise<Page<Importacion>> {
    const { input, context } = asked;
    const { estado = null, tipo = null, limit, cursor } = input;
    const query = ['importaciones', estado, tipo];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const values = [estado, tipo, before, limit + 1, ...ownerValues(ownerFor(asked))];
    const { rows } = await this.pool.query<ImportacionRow>(SELECT_IMPORTACIONES, values);
    return cursors.page(rows.map(toImportacion), limit, query, ({ id }) => [id]);
  }
}
