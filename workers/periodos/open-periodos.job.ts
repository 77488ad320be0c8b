import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  AperturaParameters,
  OpenPeriodosCommand,
} from '../../src/commands/periodos/open-periodos.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Opens months ahead of time. */
@Injectable()
export class OpenPeriodosJob implements JobDefinition<AperturaParameters> {
  readonly type = 'apertura-de-periodos';
  readonly Parameters = AperturaParameters;

  constructor(private readonly commands: CommandBus) {}

  async run({ simulacro }: JobContext): Promise<JobResult | null> {
    const meses = await this.commands.execute(new OpenPeriodosCommand(simulacro));
    return meses.length > 0 ? { meses } : null;
  }
}
