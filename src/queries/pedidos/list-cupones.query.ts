import { Query } from '@nestjs/cqrs';
import type { CuponLeido } from '../../modules/pedidos/cupones/cupon.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { PageInput } from '../../platform/validation/page.dto.js';

/** Cupones, the newest first. */
@Access({ roles: ['operador', 'auditor', 'comercio'], narrow: 'propios' })
export class ListCuponesQuery extends Query<Page<CuponLeido>> {
  constructor(
    readonly page: PageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
