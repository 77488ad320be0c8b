import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  RebuildReadModelsCommand,
  ReconstruccionParameters,
} from '../../src/commands/periodos/rebuild-read-models.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Builds read models anew. */
@Injectable()
export class RebuildReadModelsJob implements JobDefinition<ReconstruccionParameters> {
  readonly type = 'reconstruccion';
  readonly Parameters = ReconstruccionParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<ReconstruccionParameters>): Promise<JobResult | null> {
    return { modelos: await this.commands.execute(new RebuildReadModelsCommand(context)) };
  }
}
