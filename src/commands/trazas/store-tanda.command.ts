import { Command } from '@nestjs/cqrs';
import type { Tanda } from '../../modules/trazas/domain/tanda.js';

/** Stores the trazas of a tanda, each exactly once or as a rechazo, and its receipt with them. */
export class StoreTandaCommand extends Command<void> {
  constructor(readonly tanda: Tanda) {
    super();
  }
}
