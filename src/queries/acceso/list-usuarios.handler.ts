import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { toUsuario, USUARIO_COLUMNS, type UsuarioRow } from '../../modules/acceso/usuarios/usuario-row.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListUsuariosQuery } from './list-usuarios.query.js';

// $1 words as a pattern, or null, $2 role, or null, $3 only what comes after this id, or null, $4 rows at most.
const SELECT_USUARIOS = `
  SELECT ${USUARIO_COLUMNS} FROM usuarios
  WHERE borrado_en IS NULL AND ($1::text IS NULL OR nombre ILIKE $1 OR email_unico ILIKE $1)
    AND ($2::text IS NULL OR roles @> ARRAY[$2]) AND ($3::uuid IS NULL OR id < $3)
  ORDER BY id DESC
  LIMIT $4`;

@QueryHandler(ListUsuariosQuery)
export class ListUsuariosHandler implements IQueryHandler<ListUsuariosQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ input: { q, rol, limit, cursor }, context }: ListUsuariosQuery): Promise<Page<Usuario>> {
    const query = ['usuarios', q ?? null, rol ?? null];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const words = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    const { rows } = await this.pool.query<UsuarioRow>(SELECT_USUARIOS, [
      words,
      rol ?? null,
      before,
      limit + 1,
    ]);
    return cursors.page(rows.map(toUsuario), limit, query, ({ id }) => [id]);
  }
}
