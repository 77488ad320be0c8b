import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';

/**
 * Stores waiting trazas whose envío has been created since, and rejects those that waited too long. Answers how many it
 * settled; call it again while that is not zero.
 */
@SystemOnly()
export class SettleEsperasCommand extends Command<number> {}
