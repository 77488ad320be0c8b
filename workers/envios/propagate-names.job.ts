import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  PropagacionParameters,
  PropagateNamesCommand,
} from '../../src/commands/envios/propagate-names.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Takes changed names of clientes and transportistas to their envíos. */
@Injectable()
export class PropagateNamesJob implements JobDefinition<PropagacionParameters> {
  readonly type = 'propagacion';
  readonly Parameters = PropagacionParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<PropagacionParameters>): Promise<JobResult | null> {
    return { envios: await this.commands.execute(new PropagateNamesCommand(context)) };
  }
}
