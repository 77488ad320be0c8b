import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';
import { RECHAZO_COLUMNS, type RechazoRow, toRechazo } from '../../modules/trazas/rechazo-row.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetRechazoQuery } from './get-rechazo.query.js';

const SELECT_RECHAZO = `SELECT ${RECHAZO_COLUMNS} FROM rechazos WHERE id = $1`;

@QueryHandler(GetRechazoQuery)
export class GetRechazoHandler implements IQueryHandler<GetRechazoQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetRechazoQuery): Promise<Rechazo> {
    const { rows } = await this.pool.query<RechazoRow>(SELECT_RECHAZO, [id]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'rechazo', id });
    return toRechazo(rows[0]);
  }
}
