import { Command } from '@nestjs/cqrs';

/** Puts the programaciones in place that the program brings along, and makes the alarms be what all of them are now. */
export class SyncProgramacionesCommand extends Command<void> {}
