import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TandaLanes } from '../../modules/trazas/tanda-lanes.js';
import { StoreTandaCommand } from './store-tanda.command.js';

@CommandHandler(StoreTandaCommand)
export class StoreTandaHandler implements ICommandHandler<StoreTandaCommand> {
  constructor(private readonly lanes: TandaLanes) {}

  // Safe to repeat: an event whose verdict is written keeps it, and a stored traza is not stored again.
  execute({ tanda }: StoreTandaCommand): Promise<void> {
    return this.lanes.storeTanda(tanda);
  }
}
