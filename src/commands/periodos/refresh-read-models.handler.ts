import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import type { RefreshPolicy } from '../../platform/read-models/policy.js';
import { READ_MODELS } from '../../platform/read-models/read-model.js';
import { type MonthRefresh, refreshReadModel } from '../../platform/read-models/refresh.js';
import { RefreshReadModelsCommand } from './refresh-read-models.command.js';

@CommandHandler(RefreshReadModelsCommand)
export class RefreshReadModelsHandler implements ICommandHandler<RefreshReadModelsCommand> {
  private readonly policy: RefreshPolicy;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) config: Config,
  ) {
    this.policy = {
      share: config.TRAZO_REFRESCO_PORCENTAJE / 100,
      ageMs: config.TRAZO_REFRESCO_EDAD_MINUTOS * 60_000,
      maxRows: config.TRAZO_REFRESCO_MAX_FILAS,
    };
  }

  async execute({ onlyDue }: RefreshReadModelsCommand): Promise<MonthRefresh[]> {
    const refreshed: MonthRefresh[] = [];
    for (const model of READ_MODELS)
      refreshed.push(...(await refreshReadModel(this.pool, model, onlyDue ? this.policy : undefined)));
    return refreshed;
  }
}
