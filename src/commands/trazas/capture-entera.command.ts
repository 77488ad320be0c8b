import { Command } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { TrazaInput } from './capture-trazas.command.js';

/**
 * Takes in trazas of which all are to be stored or none. Answers ids of capturas, each of up to `MAX_TRAZAS` of them in their
 * order, once all are on disk.
 */
export class CaptureEnteraCommand extends Command<string[]> {
  /** @param trazas - At least one; valid, as whoever asks has seen to it. */
  constructor(
    readonly trazas: readonly TrazaInput[],
    readonly context: RequestContext,
  ) {
    super();
  }
}
