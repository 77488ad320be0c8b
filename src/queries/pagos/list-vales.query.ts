import { Query } from '@nestjs/cqrs';
import type { Vale } from '../../modules/pagos/pago.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { PageInput } from '../../platform/validation/page.dto.js';

/** Vales and what is left of them, the newest first. */
@Access({ roles: ['operador', 'auditor'] })
export class ListValesQuery extends Query<Page<Vale>> {
  constructor(
    readonly page: PageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
