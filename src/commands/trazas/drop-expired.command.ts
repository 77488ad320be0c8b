import { Command } from '@nestjs/cqrs';

/**
 * Drops a batch of the receipts, of the idempotency keys and of the event feed that are no longer kept. Answers how many rows it dropped;
 * call it again while that is not zero.
 */
export class DropExpiredCommand extends Command<number> {}
