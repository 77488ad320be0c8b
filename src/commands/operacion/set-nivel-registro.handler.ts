import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { NivelRegistro } from '../../modules/operacion/nivel-registro.dto.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { LogLevel } from '../../platform/shared-state/log-level.js';
import { parseDuration } from '../../platform/validation/duration.js';
import { SetNivelRegistroCommand } from './set-nivel-registro.command.js';

const DEFAULT_S = 600;

@CommandHandler(SetNivelRegistroCommand)
export class SetNivelRegistroHandler implements ICommandHandler<SetNivelRegistroCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly level: LogLevel,
  ) {}

  async execute({ input, context }: SetNivelRegistroCommand): Promise<NivelRegistro> {
    const nivel = input?.nivel ?? null;
    const asked = await inTransaction(this.pool, async (db) => {
      await LogLevel.ask(db, nivel, parseDuration(input?.por) ?? DEFAULT_S);
      await Auditoria.add(db, context, {
        accion: 'registro.nivel-cambiado',
        objeto: { tipo: 'registro', id: 'nivel' },
        despues: { nivel },
      });
      return LogLevel.asked(db);
    });
    await this.level.tell();
    return asked ?? { nivel: null, hasta: null };
  }
}
