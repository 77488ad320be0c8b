import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { AlarmsQueue } from '../../modules/programaciones/alarms.queue.js';
import { ProgramacionWriter } from '../../modules/programaciones/programacion-writer.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { RemoveProgramacionCommand } from './remove-programacion.command.js';

@CommandHandler(RemoveProgramacionCommand)
export class RemoveProgramacionHandler implements ICommandHandler<RemoveProgramacionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly writer: ProgramacionWriter,
    private readonly alarms: AlarmsQueue,
  ) {}

  async execute({ id, ifMatch }: RemoveProgramacionCommand): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const row = await this.writer.lock(client, id);
      assertMatches(ifMatch, row.version);
      await this.writer.remove(client, row);
    });
    this.alarms.follow();
  }
}
