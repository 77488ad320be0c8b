import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { PurgaParameters, PurgeClienteCommand } from '../../src/commands/archivo/purge-cliente.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Deletes the personal data of a cliente, also from the archive. */
@Injectable()
export class PurgeClienteJob implements JobDefinition<PurgaParameters> {
  readonly type = 'purga';
  readonly Parameters = PurgaParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<PurgaParameters>): Promise<JobResult> {
    return { ...(await this.commands.execute(PurgeClienteCommand.of(context.parameters, context))) };
  }
}
