import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { AlarmsQueue } from '../../modules/programaciones/alarms.queue.js';
import type { Programacion } from '../../modules/programaciones/programacion.dto.js';
import { readProgramacion } from '../../modules/programaciones/programacion-row.js';
import { ProgramacionWriter } from '../../modules/programaciones/programacion-writer.js';
import { assertNamed } from '../../modules/programaciones/named-parameters.js';
import { changeReglas, sameReglas } from '../../modules/programaciones/reglas.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeProgramacionCommand } from './change-programacion.command.js';

@CommandHandler(ChangeProgramacionCommand)
export class ChangeProgramacionHandler implements ICommandHandler<ChangeProgramacionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly writer: ProgramacionWriter,
    private readonly alarms: AlarmsQueue,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  async execute({ id, change, ifMatch }: ChangeProgramacionCommand): Promise<Programacion> {
    const changed = await inTransaction(this.pool, async (client) => {
      const before = await this.writer.lock(client, id);
      assertMatches(ifMatch, before.version);
      const after = changeReglas(before.tipo, before, change);
      if (change.parametros) await assertNamed(client, before.tipo, after.parametros);
      if (!sameReglas(before, after)) await this.writer.change(client, before, after);
      return readProgramacion(client, id);
    });
    this.alarms.follow();
    return changed;
  }
}
