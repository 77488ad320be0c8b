import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TandaLanes } from '../../modules/trazas/tanda-lanes.js';
import { TandaSignal } from '../../modules/trazas/tanda-signal.js';
import { StoreTandaCommand } from './store-tanda.command.js';

@CommandHandler(StoreTandaCommand)
export class StoreTandaHandler implements ICommandHandler<StoreTandaCommand> {
  constructor(
    private readonly lanes: TandaLanes,
    private readonly signal: TandaSignal,
  ) {}

  // Safe to repeat: an event whose verdict is written keeps it, and a stored traza is not stored again.
  async execute({ tanda }: StoreTandaCommand): Promise<void> {
    await this.lanes.storeTanda(tanda);
    this.signal.announce([tanda.id]);
  }
}
