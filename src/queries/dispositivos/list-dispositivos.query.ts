import { Query } from '@nestjs/cqrs';
import type { DispositivosInput, Dispositivo } from '../../modules/dispositivos/dispositivo.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Devices in the order of their ids, page by page. */
@Access({ roles: ['operador', 'auditor'] })
export class ListDispositivosQuery extends Query<Page<Dispositivo>> {
  constructor(
    readonly page: DispositivosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
