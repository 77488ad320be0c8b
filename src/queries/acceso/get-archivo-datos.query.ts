import { Query } from '@nestjs/cqrs';
import type { Readable } from 'node:stream';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** The file with the data of whoever asks. */
@Access({ roles: 'identificados' })
export class GetArchivoDatosQuery extends Query<Readable> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
