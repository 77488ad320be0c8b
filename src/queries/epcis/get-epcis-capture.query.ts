import { Query } from '@nestjs/cqrs';
import type { EpcisCaptureJob } from '../../modules/epcis/capture-job.dto.js';
import type { Language } from '../../platform/errors/problem-document.js';

/** A capture job of the EPCIS interface. */
export class GetEpcisCaptureQuery extends Query<EpcisCaptureJob> {
  /** @param language - Of its errors. */
  constructor(
    readonly id: string,
    readonly language: Language,
  ) {
    super();
  }
}
