import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { CentroCambiado, CentroCambio } from '../../modules/centros/contract.js';

/** Changes a centro. A new name is taken to the historial of its envíos by a job. */
@Access({ roles: ['operador'] })
export class ChangeCentroCommand extends Command<CentroCambiado> {
  /**
   * @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed.
   */
  constructor(
    readonly id: string,
    readonly change: CentroCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
