import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type pg from 'pg';
import { StartEjecucionCommand } from '../../commands/programaciones/start-ejecucion.command.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { JobType } from '../../platform/jobs/job-types.js';
import type { WaitingRun } from '../../platform/jobs/run-ledger.js';
import { RunQueue } from '../../platform/jobs/run-queue.js';
import type { Ejecucion } from './ejecucion.dto.js';
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

// That an operator has paused or removed it does not matter here either.
const FIND_SEEDED = 'SELECT id FROM programaciones WHERE semilla = $1';

/** Lets commands of other modules start jobs, each by the programación of its kind that the program brings along. */
@Injectable()
export class JobLauncher {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly commands: CommandBus,
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

  /**
   * Starts a run that somebody asks for, once for his idempotency key.
   *
   * @throws {DomainError} `recurso-desconocido` when no worker has ever run, so that there is nobody to do it;
   *   `ejecucion-en-curso`
   */
  async start(
    type: JobType,
    parametros: object,
    simulacro: boolean | null | undefined,
    context: RequestContext,
  ): Promise<Ejecucion> {
    const { rows } = await this.pool.query<{ id: string }>(FIND_SEEDED, [type]);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'programación', id: type });
    const run = { simulacro: simulacro ?? false, parametros };
    return this.commands.execute(new StartEjecucionCommand(rows[0].id, run, context));
  }
}
