import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { listDirtyMonths } from '../../platform/read-models/dirty-months.js';
import { chooseMonths, EVERYTHING, type RefreshPolicy } from '../../platform/read-models/policy.js';
import { type ReadModel, readModels } from '../../platform/read-models/read-model.js';
import { refreshReadModel } from '../../platform/read-models/refresh.js';
import type { MonthRefresh } from '../../platform/read-models/refresh-ledger.js';
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

  async execute({ todo, simulacro, context }: RefreshReadModelsCommand): Promise<MonthRefresh[]> {
    const policy = todo ? EVERYTHING : this.policy;
    const refreshed: MonthRefresh[] = [];
    for (const model of readModels.all()) {
      const months = simulacro
        ? await this.foresee(model, policy)
        : await refreshReadModel(this.pool, model, policy, async (done, total) => {
            context?.progress(done, total, 'meses');
            await context?.checkpoint();
          });
      refreshed.push(...months);
    }
    return refreshed;
  }

  private async foresee(model: ReadModel, policy: RefreshPolicy): Promise<MonthRefresh[]> {
    const dirty = await listDirtyMonths(this.pool, model);
    const chosen = new Set(chooseMonths(dirty, policy));
    return dirty
      .filter(({ month }) => chosen.has(month))
      .map(({ month, rows }) => ({ model: model.name, month, folded: rows, ms: 0 }));
  }
}
