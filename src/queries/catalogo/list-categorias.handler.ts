import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Categoria, ListaCategorias } from '../../modules/catalogo/productos/categoria.dto.js';
import { READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ListCategoriasQuery } from './list-categorias.query.js';

// One row at least for a comercio that there is.
const SELECT = `
  SELECT o.id AS "comercioId", c.codigo, c.nombre, c.orden, c.esquema, c.version
  FROM comercios o LEFT JOIN categorias c ON c.comercio_id = o.id
  WHERE o.id = $1 ORDER BY c.orden, c.codigo LIMIT 10000`;

@QueryHandler(ListCategoriasQuery)
export class ListCategoriasHandler implements IQueryHandler<ListCategoriasQuery> {
  constructor(@Inject(READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ comercioId }: ListCategoriasQuery): Promise<ListaCategorias> {
    const { rows } = await this.pool.query<Categoria>(SELECT, [comercioId]);
    if (rows.length === 0)
      throw new DomainError('recurso-desconocido', { recurso: 'comercio', id: comercioId });
    return { datos: rows.filter(({ codigo }) => codigo !== null), siguiente: null };
  }
}
