import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EpcisCaptureJob } from '../../modules/epcis/capture-job.dto.js';

/** A capture job of the EPCIS interface. */
@Access({ roles: ['operador', 'auditor', 'transportista', 'dispositivo'], narrow: 'propios' })
export class GetEpcisCaptureQuery extends Query<EpcisCaptureJob> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
