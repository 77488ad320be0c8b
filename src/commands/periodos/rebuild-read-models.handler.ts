import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { createPool } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { type ReadModel, readModels } from '../../platform/read-models/read-model.js';
import { listHotMonths } from '../../platform/read-models/hot-months.js';
import { rebuildReadModel } from '../../platform/read-models/schema.js';
import { RebuildReadModelsCommand, type Reconstruido } from './rebuild-read-models.command.js';

@CommandHandler(RebuildReadModelsCommand)
export class RebuildReadModelsHandler implements ICommandHandler<RebuildReadModelsCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  // Safe to repeat. One that was built before the run was interrupted is not built again.
  async execute({ context }: RebuildReadModelsCommand): Promise<Reconstruido[]> {
    const { parameters, simulacro, resumeFrom } = context;
    const { modelo } = parameters;
    const models = readModels.all().filter(({ name }) => !modelo || name === modelo);
    const done = (resumeFrom ?? []) as Reconstruido[];
    for (const model of models.slice(done.length)) {
      context.progress(done.length, models.length, 'modelos');
      const meses = (await listHotMonths(this.pool)).length;
      if (!simulacro) {
        context.log(`Se reconstruye ${model.name}: ${meses} meses`);
        await this.rebuild(model);
      }
      done.push({ modelo: model.name, meses });
      await context.checkpoint(done);
    }
    context.progress(done.length, models.length, 'modelos');
    return done;
  }

  /** On a connection that may be silent for as long as a month of it takes. */
  private async rebuild(model: ReadModel): Promise<void> {
    const pool = createPool(this.config.DATABASE_URL, { max: 1, name: 'trazo reconstrucción' });
    await rebuildReadModel(pool, model).finally(() => pool.end());
  }
}
