import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { readUsuario, toUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { GetUsuarioQuery } from './get-usuario.query.js';

@QueryHandler(GetUsuarioQuery)
export class GetUsuarioHandler implements IQueryHandler<GetUsuarioQuery> {
  constructor(@Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ id }: GetUsuarioQuery): Promise<Usuario> {
    return toUsuario(await readUsuario(this.pool, id));
  }
}
