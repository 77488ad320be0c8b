import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { JobType } from '../../platform/jobs/job-types.js';
import type { WaitingRun } from '../../platform/jobs/run-ledger.js';
import { RunQueue } from '../../platform/jobs/run-queue.js';
import { EjecucionWriter } from './ejecucion-writer.js';
import { PROGRAMACION_COLUMNS, type ProgramacionRow } from './programacion-row.js';
import { ProgramacionSeeder } from './programacion-seeder.js';

/**
 * Adds a run in the caller's transaction.
 *
 * @param actor - Who asks for it.
 * @returns the id of the ejecución.
 */
export type Launch = (db: Queryable, type: JobType, parameters: object, actor: string) => Promise<string>;

// $1: the one that the program brings along. An operator may have paused or removed it: that is about the clock.
const LOCK_SEEDED = `SELECT ${PROGRAMACION_COLUMNS} FROM programaciones WHERE semilla = $1 FOR UPDATE`;

/** Lets commands of other modules start jobs. */
@Injectable()
export class JobLauncher {
  constructor(
    private readonly seeder: ProgramacionSeeder,
    private readonly ejecuciones: EjecucionWriter,
    private readonly queue: RunQueue,
  ) {}

  /** Runs `work`, which commits a transaction of its own, and then hands the runs that it launched to the workers. */
  async launching<T>(work: (launch: Launch) => Promise<T>): Promise<T> {
    await this.seeder.seed();
    const launched: WaitingRun[] = [];
    const result = await work(async (db, type, parametros, actor) => {
      const { rows } = await db.query<ProgramacionRow>(LOCK_SEEDED, [type]);
      const programacion = rows[0] as ProgramacionRow;
      const launch = { origen: 'manual', parametros, simulacro: false, actor } as const;
      const run = await this.ejecuciones.launch(db, programacion, launch);
      if (!run)
        throw new DomainError('ejecucion-en-curso', {
          id: programacion.id,
          solapamiento: programacion.solapamiento,
        });
      launched.push({ id: run.id, intentos: 0, disponibleEn: run.creada_en });
      return run.id;
    });
    this.queue.announce(launched);
    return result;
  }
}
