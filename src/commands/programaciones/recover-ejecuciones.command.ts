import { Command } from '@nestjs/cqrs';

/** Takes runs from workers that are gone, and hands out again what waits. Answers how many it took. */
export class RecoverEjecucionesCommand extends Command<number> {}
