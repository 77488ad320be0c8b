import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  RefreshReadModelsCommand,
  RefrescoParameters,
} from '../../src/commands/periodos/refresh-read-models.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Folds what changed into the bases of the read models, where it is worth it. */
@Injectable()
export class RefreshReadModelsJob implements JobDefinition<RefrescoParameters> {
  readonly type = 'refresco';
  readonly Parameters = RefrescoParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<RefrescoParameters>): Promise<JobResult | null> {
    const { parameters, simulacro } = context;
    const months = await this.commands.execute(
      new RefreshReadModelsCommand(parameters.todo, simulacro, context),
    );
    return months.length > 0 ? { meses: months.map((month) => ({ ...month })) } : null;
  }
}
