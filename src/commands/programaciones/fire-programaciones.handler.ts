import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { EjecucionWriter } from '../../modules/programaciones/ejecucion-writer.js';
import {
  PROGRAMACION_COLUMNS,
  type ProgramacionRow,
  scheduleOf,
} from '../../modules/programaciones/programacion-row.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { RunLedger } from '../../platform/jobs/run-ledger.js';
import { RunQueue } from '../../platform/jobs/run-queue.js';
import { dueFire, nextFire } from '../../platform/schedules/schedule.js';
import { FireProgramacionesCommand } from './fire-programaciones.command.js';

// $1 one, or null for all, $2 our clock: the one that the alarm went by. One that another worker is at is left to it.
const DUE = `
  SELECT ${PROGRAMACION_COLUMNS} FROM programaciones
  WHERE proxima_en <= $2 AND NOT pausada AND eliminada_en IS NULL AND ($1::uuid IS NULL OR id = $1)
  ORDER BY proxima_en FOR UPDATE SKIP LOCKED`;

// $1 id, $2 next fire time, $3 how many runs were left out.
const ADVANCE = `
  UPDATE programaciones SET proxima_en = $2, omitidas = omitidas + $3,
    omitida_en = CASE WHEN $3 > 0 THEN now() ELSE omitida_en END
  WHERE id = $1`;

@CommandHandler(FireProgramacionesCommand)
export class FireProgramacionesHandler implements ICommandHandler<FireProgramacionesCommand> {
  private readonly logger = new Logger('programaciones');

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly ejecuciones: EjecucionWriter,
    private readonly ledger: RunLedger,
    private readonly queue: RunQueue,
  ) {}

  // Once a fire time, by two locks: the row that says which is next is advanced by the transaction that begins the run,
  // and no two runs have the same programación and fire time.
  async execute({ id }: FireProgramacionesCommand): Promise<number> {
    const now = new Date();
    const due = await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<ProgramacionRow>(DUE, [id ?? null, now]);
      for (const row of rows) await this.fire(client, row, now);
      return rows;
    });
    for (const { id: programacionId } of due) {
      const next = await this.ledger.nextOf(programacionId);
      if (next) this.queue.announce([next]);
    }
    return due.length;
  }

  private async fire(client: pg.PoolClient, row: ProgramacionRow, now: Date): Promise<void> {
    const schedule = scheduleOf(row);
    const first = new Date(row.proxima_en as string);
    const previstaEn = dueFire(schedule, first, now, row.ventana_s * 1_000);
    let leftOut = 0;
    if (!previstaEn)
      this.logger.warn({ message: 'hora-perdida', programacion: row.id, tipo: row.tipo, primera: first });
    else {
      const delayMs = Math.random() * row.dispersion_s * 1_000;
      const { parametros } = row;
      const launch = { origen: 'programada', parametros, simulacro: false, actor: null } as const;
      const run = await this.ejecuciones.launch(client, row, { ...launch, previstaEn, delayMs });
      leftOut = run ? 0 : 1;
    }
    await client.query(ADVANCE, [row.id, nextFire(schedule, now) ?? null, leftOut]);
  }
}
