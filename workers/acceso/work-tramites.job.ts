import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { TramitesParameters, WorkTramitesCommand } from '../../src/commands/acceso/work-tramites.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Takes up what people have asked about their own data. */
@Injectable()
export class WorkTramitesJob implements JobDefinition<TramitesParameters> {
  readonly type = 'tramites';
  readonly Parameters = TramitesParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<TramitesParameters>): Promise<JobResult | null> {
    const result = await this.commands.execute(new WorkTramitesCommand(context));
    return result && { ...result };
  }
}
