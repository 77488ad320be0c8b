import { Query } from '@nestjs/cqrs';
import type { AlcanceArchivo } from '../../modules/archivo/contract.js';
import { EnvioFilter } from '../../modules/envios/envio-filter.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import { Cursor, Limit } from '../../platform/validation/page.dto.js';

/** Which page of which envíos. */
export class ListEnviosInput extends EnvioFilter {
  @Limit()
  limit: number = 50;

  @Cursor()
  cursor?: string;
}

/** A page, and how far the filter reaches into the archive. */
export type PageOfEnvios = Page<object> & { archivo: AlcanceArchivo | null };

/** Envíos that meet a filter, page by page: whole, or the fields of them that were asked for. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListEnviosQuery extends Query<PageOfEnvios> {
  constructor(
    readonly input: ListEnviosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
