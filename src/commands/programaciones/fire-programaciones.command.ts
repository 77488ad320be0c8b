import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';

/** Begins the runs whose time has come. Answers how many fire times it dealt with. */
@SystemOnly()
export class FireProgramacionesCommand extends Command<number> {
  /** @param id - Of one programación; all if left out. */
  constructor(readonly id?: string) {
    super();
  }
}
