import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Sesion } from '../../modules/acceso/sesiones/sesion.dto.js';
import { ownId } from '../../modules/acceso/usuarios/own-id.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListSesionesQuery } from './list-sesiones.query.js';

// $1 user, $2 only what comes after this id, or null, $3 rows at most, $4 the session that asks, or null.
const SELECT_SESIONES = `
  SELECT id, usuario_id AS "usuarioId", creada_en AS "creadaEn", usada_en AS "usadaEn", vence_en AS "venceEn",
    origen, ip, agente, id IS NOT DISTINCT FROM $4::uuid AS actual
  FROM sesiones
  WHERE usuario_id = $1 AND terminada_en IS NULL AND vence_en > now() AND ($2::uuid IS NULL OR id < $2)
  ORDER BY id DESC
  LIMIT $3`;

@QueryHandler(ListSesionesQuery)
export class ListSesionesHandler implements IQueryHandler<ListSesionesQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` for somebody else's, `validacion` for a cursor of another list */
  async execute({ input, context }: ListSesionesQuery): Promise<Page<Sesion>> {
    const { actor } = context;
    const { limit, cursor, usuarioId = ownId(context) } = input;
    if (usuarioId !== actor.id && !actor.roles.includes('administrador'))
      throw new DomainError('recurso-desconocido', { recurso: 'usuario', id: usuarioId });
    const query = ['sesiones', usuarioId];
    const cursors = await this.cursors.open(actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const values = [usuarioId, before, limit + 1, actor.sesionId ?? null];
    const { rows } = await this.pool.query<Sesion>(SELECT_SESIONES, values);
    return cursors.page(rows, limit, query, ({ id }) => [id]);
  }
}
