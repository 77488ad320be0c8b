import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Has a job run by this clock no more. Its runs stay, and one that is under way goes on. */
@Access({ roles: ['operador'] })
export class RemoveProgramacionCommand extends Command<void> {
  /** @param ifMatch - The `If-Match` of the request. */
  constructor(
    readonly id: string,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
