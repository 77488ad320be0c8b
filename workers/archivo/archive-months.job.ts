import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ArchivadoParameters, ArchiveDueCommand } from '../../src/commands/archivo/archive-due.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Takes months through the archive: all that are old enough, or the one that an operator names. */
@Injectable()
export class ArchiveMonthsJob implements JobDefinition<ArchivadoParameters> {
  readonly type = 'archivado';
  readonly Parameters = ArchivadoParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<ArchivadoParameters>): Promise<JobResult | null> {
    const result = await this.commands.execute(new ArchiveDueCommand(context, context.parameters.mes));
    return result && { ...result };
  }
}
