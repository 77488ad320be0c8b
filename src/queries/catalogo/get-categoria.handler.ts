import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Categoria } from '../../modules/catalogo/productos/categoria.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetCategoriaQuery } from './get-categoria.query.js';

const SELECT = `
  SELECT comercio_id AS "comercioId", codigo, nombre, orden, esquema, version FROM categorias
  WHERE comercio_id = $1 AND codigo = $2`;

@QueryHandler(GetCategoriaQuery)
export class GetCategoriaHandler implements IQueryHandler<GetCategoriaQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ comercioId, codigo }: GetCategoriaQuery): Promise<Categoria> {
    const { rows } = await this.pool.query<Categoria>(SELECT, [comercioId, codigo]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'categoria', id: codigo });
    return rows[0];
  }
}
