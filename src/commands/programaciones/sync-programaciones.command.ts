import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';

/** Puts the programaciones in place that the program brings along, and makes the alarms be what all of them are now. */
@SystemOnly()
export class SyncProgramacionesCommand extends Command<void> {}
