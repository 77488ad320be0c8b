import { Query } from '@nestjs/cqrs';
import type { ListUsuariosInput, Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** People, the newest first, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListUsuariosQuery extends Query<Page<Usuario>> {
  constructor(
    readonly input: ListUsuariosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
