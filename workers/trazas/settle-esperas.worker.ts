import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SettleEsperasCommand } from '../../src/commands/trazas/settle-esperas.command.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Settles the trazas that wait for their envío. */
@Injectable()
export class SettleEsperasWorker implements JobWorker {
  readonly queue = 'esperas';
  readonly everyMs = 5_000;

  constructor(private readonly commands: CommandBus) {}

  async run(): Promise<void> {
    while ((await this.commands.execute(new SettleEsperasCommand())) > 0);
  }
}
