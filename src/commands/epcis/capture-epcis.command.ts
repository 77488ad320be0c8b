import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { ErrorBehaviour } from '../../modules/epcis/error-behaviour.params.js';

/** Takes an EPCIS document in: its events become trazas. Answers the id of the capture job, once they are on disk. */
@Access({ roles: ['operador', 'transportista', 'dispositivo'], narrow: 'propios' })
export class CaptureEpcisCommand extends Command<string> {
  /**
   * @param body - The document, as parsed from JSON: not validated yet.
   * @param enviadoEn - When it was sent, by its sender's clock, RFC 3339.
   */
  constructor(
    readonly body: unknown,
    readonly behaviour: ErrorBehaviour,
    readonly context: RequestContext,
    readonly enviadoEn?: string,
  ) {
    super();
  }
}
