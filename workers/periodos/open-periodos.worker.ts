import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { OpenPeriodosCommand } from '../../src/commands/periodos/open-periodos.command.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Opens months ahead of time. */
@Injectable()
export class OpenPeriodosWorker implements JobWorker {
  readonly queue = 'periodos';
  readonly everyMs = 3_600_000;

  constructor(private readonly commands: CommandBus) {}

  run(): Promise<string[]> {
    return this.commands.execute(new OpenPeriodosCommand());
  }
}
