import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { AlarmsQueue } from '../../modules/programaciones/alarms.queue.js';
import type { Programacion } from '../../modules/programaciones/programacion.dto.js';
import { readProgramacion } from '../../modules/programaciones/programacion-row.js';
import { ProgramacionWriter } from '../../modules/programaciones/programacion-writer.js';
import { assertNamed } from '../../modules/programaciones/named-parameters.js';
import { changeReglas, defaultReglas } from '../../modules/programaciones/reglas.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { once } from '../../platform/idempotency/once.js';
import { CreateProgramacionCommand } from './create-programacion.command.js';

@CommandHandler(CreateProgramacionCommand)
export class CreateProgramacionHandler implements ICommandHandler<CreateProgramacionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly writer: ProgramacionWriter,
    private readonly alarms: AlarmsQueue,
  ) {}

  /** @throws {DomainError} `validacion` */
  async execute({ input: { tipo, ...input }, context }: CreateProgramacionCommand): Promise<Programacion> {
    const reglas = changeReglas(tipo, defaultReglas(this.config.TRAZO_ZONA), input);
    const created = await inTransaction(this.pool, (client) =>
      once(client, context.key, async () => {
        await assertNamed(client, tipo, reglas.parametros);
        const id = await this.writer.create(client, tipo, reglas);
        return readProgramacion(client, id);
      }),
    );
    this.alarms.follow();
    return created;
  }
}
