import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { BloqueConCodigos } from '../../modules/codigos/bloque.dto.js';
import { readBloque } from '../../modules/codigos/bloque-row.js';
import { CodigoBook } from '../../modules/codigos/codigo-book.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { GetBloqueQuery } from './get-bloque.query.js';

@QueryHandler(GetBloqueQuery)
export class GetBloqueHandler implements IQueryHandler<GetBloqueQuery> {
  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly codigos: CodigoBook,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` */
  execute({ id }: GetBloqueQuery): Promise<BloqueConCodigos> {
    return readBloque(this.pool, this.codigos, id);
  }
}
