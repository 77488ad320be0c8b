import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { readUsuario, toUsuario } from '../../modules/acceso/usuarios/usuario-row.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { GetUsuarioPropioQuery } from './get-usuario-propio.query.js';

@QueryHandler(GetUsuarioPropioQuery)
export class GetUsuarioPropioHandler implements IQueryHandler<GetUsuarioPropioQuery> {
  constructor(@Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute({ context }: GetUsuarioPropioQuery): Promise<Usuario> {
    return toUsuario(await readUsuario(this.pool, ownId(context)));
  }
}
