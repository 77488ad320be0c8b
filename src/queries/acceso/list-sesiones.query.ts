import { Query } from '@nestjs/cqrs';
import type { ListSesionesInput, Sesion } from '../../modules/acceso/sesiones/sesion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Sessions that go on, the newest first, page by page: one's own, or those of anybody as an administrator. */
@Access({ roles: 'identificados' })
export class ListSesionesQuery extends Query<Page<Sesion>> {
  constructor(
    readonly input: ListSesionesInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
