import { Command } from '@nestjs/cqrs';

/**
 * Stores waiting trazas whose envío has been created since, and rejects those that waited too long. Answers how many it
 * settled; call it again while that is not zero.
 */
export class SettleEsperasCommand extends Command<number> {}
