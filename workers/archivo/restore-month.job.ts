import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  RestauracionParameters,
  RestoreMonthCommand,
} from '../../src/commands/archivo/restore-month.command.js';
import { yearMonth } from '../../src/platform/database/month.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Brings a month back from the archive. */
@Injectable()
export class RestoreMonthJob implements JobDefinition<RestauracionParameters> {
  readonly type = 'restauracion';
  readonly Parameters = RestauracionParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<RestauracionParameters>): Promise<JobResult> {
    const command = RestoreMonthCommand.of(context.parameters, context);
    const { mes, estado } = await this.commands.execute(command);
    return { mes: yearMonth(mes), estado };
  }
}
