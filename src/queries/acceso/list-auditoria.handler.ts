import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { AuditoriaFila } from '../../modules/acceso/auditoria/auditoria.dto.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListAuditoriaQuery } from './list-auditoria.query.js';

// $1 actor, $2 action, $3 type and $4 id of the object, $5 from, $6 to, $7 only what comes after this id: null for any.
// $8 rows at most. An id is a UUIDv7: the newest first.
const SELECT_AUDITORIA = `
  SELECT a.id, a.en, a.accion, a.antes, a.despues, a.ip, a.solicitud_id AS "solicitudId",
    json_build_object('tipo', a.actor_tipo, 'id', a.actor_id, 'nombre', u.nombre) AS actor,
    json_build_object('tipo', a.objeto_tipo, 'id', a.objeto_id) AS objeto
  FROM auditoria a
    LEFT JOIN usuarios u ON a.actor_tipo = 'usuario' AND u.id::text = a.actor_id AND u.borrado_en IS NULL
  WHERE ($1::text IS NULL OR a.actor_id = $1) AND ($2::text IS NULL OR a.accion = $2)
    AND ($3::text IS NULL OR a.objeto_tipo = $3) AND ($4::text IS NULL OR a.objeto_id = $4)
    AND ($5::timestamptz IS NULL OR a.en >= $5) AND ($6::timestamptz IS NULL OR a.en < $6)
    AND ($7::uuid IS NULL OR a.id < $7)
  ORDER BY a.id DESC
  LIMIT $8`;

@QueryHandler(ListAuditoriaQuery)
export class ListAuditoriaHandler implements IQueryHandler<ListAuditoriaQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute({ input, context }: ListAuditoriaQuery): Promise<Page<AuditoriaFila>> {
    const { limit, cursor, actor = null, accion = null, objeto = null, desde = null, hasta = null } = input;
    const [, tipo = null, id = null] = /^([^:]*)(?::([^]*))?$/.exec(objeto ?? '') ?? [];
    const wanted = [actor, accion, tipo || null, id, desde, hasta];
    const query = ['auditoria', wanted];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
    const { rows } = await this.pool.query<AuditoriaFila>(SELECT_AUDITORIA, [...wanted, before, limit + 1]);
    return cursors.page(rows, limit, query, (row) => [row.id]);
  }
}
