import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { TrazaInput } from './capture-trazas.command.js';

/**
 * Takes in trazas of which all are to be stored or none. Answers ids of capturas, each of up to `MAX_TRAZAS` of them in their
 * order, once all are on disk.
 */
@Access({ roles: ['operador', 'transportista', 'dispositivo'], narrow: 'propios' })
export class CaptureEnteraCommand extends Command<string[]> {
  /** @param trazas - At least one; valid, as whoever asks has seen to it. */
  constructor(
    readonly trazas: readonly TrazaInput[],
    readonly context: RequestContext,
  ) {
    super();
  }
}
