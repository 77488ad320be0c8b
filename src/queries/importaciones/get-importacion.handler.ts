import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownerValues } from '../../modules/importaciones/importacion-owner.js';
import type { Importacion } from '../../modules/importaciones/importacion.dto.js';
import {
  type ImportacionRow,
  SELECT_IMPORTACION,
  toImportacion,
} from '../../modules/importaciones/importacion-row.js';
import { ownerFor } from '../../platform/access/owner.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetImportacionQuery } from './get-importacion.query.js';

@QueryHandler(GetImportacionQuery)
export class GetImportacionHandler implements IQueryHandler<GetImportacionQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: GetImportacionQuery): Promise<Importacion> {
    const { id } = query;
    const values = [id, ...ownerValues(ownerFor(query))];
    const [row] = (await this.pool.query<ImportacionRow>(SELECT_IMPORTACION, values)).rows;
    if (!row) throw new DomainError('recurso-desconocido', { recurso: 'importación', id });
    return toImportacion(row);
  }
}
