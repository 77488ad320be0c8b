import { Command } from '@nestjs/cqrs';
import type { Tanda } from '../../modules/trazas/domain/tanda.js';
import { SystemOnly } from '../../platform/access/access.js';

/** Stores the trazas of a tanda, each exactly once or as a rechazo, and its receipt with them. */
@SystemOnly()
export class StoreTandaCommand extends Command<void> {
  constructor(readonly tanda: Tanda) {
    super();
  }
}
