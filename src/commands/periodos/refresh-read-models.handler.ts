import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { READ_MODELS } from '../../platform/read-models/read-model.js';
import { listDirtyMonths } from '../../platform/read-models/dirty-months.js';
import { type MonthRefresh, refreshReadModel } from '../../platform/read-models/refresh.js';
import { RefreshReadModelsCommand } from './refresh-read-models.command.js';

@CommandHandler(RefreshReadModelsCommand)
export class RefreshReadModelsHandler implements ICommandHandler<RefreshReadModelsCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async execute({ simulacro }: RefreshReadModelsCommand): Promise<MonthRefresh[]> {
    const refreshed: MonthRefresh[] = [];
    for (const model of READ_MODELS) {
      const refresh = simulacro ? listDirtyMonths : refreshReadModel;
      refreshed.push(...(await refresh(this.pool, model)));
    }
    return refreshed;
  }
}
