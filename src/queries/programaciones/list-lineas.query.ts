import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Registro, RegistroInput } from '../../modules/programaciones/ejecucion.dto.js';

/** Lines of a run's log, oldest first. */
@Access({ roles: ['operador', 'auditor'] })
export class ListLineasQuery extends Query<Registro> {
  constructor(
    readonly id: string,
    readonly input: RegistroInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
