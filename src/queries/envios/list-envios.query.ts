import { Query } from '@nestjs/cqrs';
import { EnvioFilter } from '../../modules/envios/envio-filter.dto.js';
import type { Page } from '../../platform/http/page.js';
import { Cursor, Limit } from '../../platform/validation/page.dto.js';

/** Which page of which envíos. */
export class ListEnviosInput extends EnvioFilter {
  @Limit()
  limit: number = 50;

  @Cursor()
  cursor?: string;
}

/** Envíos that meet a filter, page by page: whole, or the fields of them that were asked for. */
export class ListEnviosQuery extends Query<Page<object>> {
  /** @param gone - Aborted when nobody waits for the answer any more. */
  constructor(
    readonly input: ListEnviosInput,
    readonly gone: AbortSignal,
  ) {
    super();
  }
}
