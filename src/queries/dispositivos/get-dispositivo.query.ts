import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Dispositivo } from '../../modules/dispositivos/dispositivo.dto.js';

/** A device: when it was seen, and how its clock is. */
@Access({ roles: ['operador', 'auditor'] })
export class GetDispositivoQuery extends Query<Dispositivo> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
