import { Query } from '@nestjs/cqrs';
import type { TrazaHistorial } from '../../modules/envios/envio.dto.js';
import type { Page } from '../../platform/http/page.js';
import type { PageInput } from '../../platform/validation/page.dto.js';

/** The trazas of an envío, newest first, page by page. */
export class ListEnvioTrazasQuery extends Query<Page<TrazaHistorial>> {
  constructor(
    readonly codigo: string,
    readonly page: PageInput,
  ) {
    super();
  }
}
