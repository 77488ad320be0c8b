import { Command } from '@nestjs/cqrs';

/** Drops a batch of runs that ended so many days ago. Answers how many; of a dry run, how many there are in all. */
export class DropEjecucionesCommand extends Command<number> {
  constructor(
    readonly days: number,
    readonly simulacro: boolean,
  ) {
    super();
  }
}
