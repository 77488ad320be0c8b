import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { EpcisCaptureJob } from '../../modules/epcis/capture-job.dto.js';

/** A capture job of the EPCIS interface. */
export class GetEpcisCaptureQuery extends Query<EpcisCaptureJob> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
