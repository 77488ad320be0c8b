import { Command } from '@nestjs/cqrs';

/** Opens the current month and those ahead of it. Answers the months that were opened now. */
export class OpenPeriodosCommand extends Command<string[]> {}
