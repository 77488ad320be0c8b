import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { DropEjecucionesCommand } from './drop-ejecuciones.command.js';

const BATCH = 1_000;

// $1 days. What has not ended has no end that could be so long ago.
const EXPIRED = 'FROM ejecuciones WHERE terminada_en <= now() - make_interval(days => $1)';

@CommandHandler(DropEjecucionesCommand)
export class DropEjecucionesHandler implements ICommandHandler<DropEjecucionesCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async execute({ days, simulacro }: DropEjecucionesCommand): Promise<number> {
    if (simulacro) {
      const { rows } = await this.pool.query<{ count: number }>(`SELECT count(*) ${EXPIRED}`, [days]);
      return rows[0]?.count ?? 0;
    }
    const drop = `DELETE FROM ejecuciones WHERE id IN (SELECT id ${EXPIRED} LIMIT $2 FOR UPDATE SKIP LOCKED)`;
    return (await this.pool.query(drop, [days, BATCH])).rowCount ?? 0;
  }
}
