import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';

/** Takes runs from workers that are gone, and hands out again what waits. Answers how many it took. */
@SystemOnly()
export class RecoverEjecucionesCommand extends Command<number> {}
