import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';

/** Drops a batch of runs that ended so many days ago. Answers how many; of a dry run, how many there are in all. */
@SystemOnly()
export class DropEjecucionesCommand extends Command<number> {
  constructor(
    readonly days: number,
    readonly simulacro: boolean,
  ) {
    super();
  }
}
