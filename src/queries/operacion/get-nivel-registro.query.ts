import { Query } from '@nestjs/cqrs';
import type { NivelRegistro } from '../../modules/operacion/nivel-registro.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Which level the log has. */
@Access({ roles: ['operador', 'auditor'] })
export class GetNivelRegistroQuery extends Query<NivelRegistro> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
