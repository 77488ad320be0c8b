import { Logger } from '@nestjs/common';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from '../database/sql-errors.js';
import { DomainError } from '../errors/domain-error.js';
import { MAX_ERRORS } from '../errors/faults.js';
import type { JobResult } from './job-context.js';
import type { JobDefinition } from './job-definition.js';
import { JOB_DURATIONS, JOB_RUNS } from './job-metrics.js';
import { assertParameters, explainParameters, parametersOf, readParameters } from './job-parameters.js';
import { jobTypes } from './job-types.js';
import { LiveRun } from './live-run.js';
import type { ClaimedRun, RunLedger, RunProblem } from './run-ledger.js';
import type { RunQueue } from './run-queue.js';
import { storableText } from './storable.js';

const MAX_REASON = 2_000;

/** Tries to write how a run ended, a second apart: less than it belongs to this worker. */
const CLOSE_ATTEMPTS = 15;

/** Until a run that the database failed under is begun again. */
const PAUSE_S = 5;

/** How a run came to its end. */
type Ending = (run: ClaimedRun) => Promise<string | undefined | void>;

/** Runs the jobs of a worker process. */
export class JobRunner {
  private readonly logger = new Logger('trabajos');
  private readonly worker = `${hostname()}:${process.pid}`;

  /** @throws when a type has no class, or two, or no parameters, or two. */
  constructor(
    private readonly definitions: readonly JobDefinition[],
    private readonly ledger: RunLedger,
    private readonly queue: RunQueue,
    private readonly stop: AbortSignal,
  ) {
    assertParameters();
    for (const type of jobTypes()) {
      const [first, ...others] = definitions.filter((definition) => definition.type === type);
      if (!first || others.length > 0)
        throw new Error(
          `El trabajo «${type}» tiene ${first ? 1 + others.length : 0} clases y debe tener una.`,
        );
      if (first.Parameters !== parametersOf(type))
        throw new Error(`El trabajo «${type}» no lleva los parámetros que declara.`);
    }
  }

  /** Runs what a ticket of the queue stands for, unless it is not to be had. */
  async run(id: string): Promise<void> {
    if (this.stop.aborted) return;
    const run = await this.ledger.claim(id, jobTypes(), this.worker);
    if (!run) return;
    this.logger.debug({ message: 'ejecucion-iniciada', id, tipo: run.tipo, intento: run.intentos });
    const startMs = performance.now();
    const ending = await this.execute(run);
    JOB_DURATIONS.of(run.tipo).observe((performance.now() - startMs) / 1_000);
    const programacionId = await this.close(run, ending);
    const next = programacionId && (await this.ledger.nextOf(programacionId).catch(() => undefined));
    if (next) this.queue.announce([next]);
  }

  private async execute(run: ClaimedRun): Promise<Ending> {
    const definition = this.definitions.find(({ type }) => type === run.tipo) as JobDefinition;
    const live = new LiveRun(run, readParameters(definition.type, run.parametros), this.ledger);
    if (run.intentos > 1) live.log(`Se reanuda en ${this.worker} (intento ${run.intentos}).`);
    const onStop = () => live.stop('parada');
    this.stop.addEventListener('abort', onStop);
    try {
      // As an earlier version of the program took them, maybe.
      const faults = explainParameters(definition.type, run.parametros, '#/parametros');
      if (faults.length > 0) throw DomainError.invalid(faults);
      const result = await definition.run(live);
      await live.end();
      JOB_RUNS.of(run.tipo, result === null ? 'empty' : 'completed').add();
      return this.completed(result);
    } catch (error) {
      await live.end();
      return this.failed(run, live, error);
    } finally {
      this.stop.removeEventListener('abort', onStop);
    }
  }

  private completed(result: JobResult | null): Ending {
    return (run) =>
      result === null ? this.ledger.closeEmpty(run) : this.ledger.close(run, 'completada', result, null);
  }

  private failed({ id, tipo }: ClaimedRun, { stopped }: LiveRun, error: unknown): Ending {
    const about = { id, tipo, stack: error instanceof Error ? error.stack : String(error) };
    JOB_RUNS.of(tipo, stopped ? 'stopped' : 'failed').add();
    if (stopped) this.logger.warn({ message: 'ejecucion-detenida', motivo: stopped, ...about });
    else this.logger.error({ message: 'ejecucion-fallida', ...about });
    switch (stopped) {
      case 'arriendo-perdido':
        return async () => undefined;
      case 'parada':
        return (run) => this.ledger.release(run, 0);
      case 'cancelada':
        return (run) => this.ledger.close(run, 'cancelada', null, null);
      case 'tiempo-agotado':
        return (run) =>
          this.ledger.close(run, 'fallida', null, {
            code: 'tiempo-agotado',
            params: { segundos: run.limiteS ?? 0 },
            fields: [],
          });
      case undefined:
        if (isDatabaseUnavailable(error)) return (run) => this.ledger.release(run, PAUSE_S);
        return (run) => this.ledger.close(run, 'fallida', null, problemOf(error));
    }
  }

  /** Writes how a run ended. When that cannot be done in time, the run is begun again by whoever finds it. */
  private async close(run: ClaimedRun, ending: Ending): Promise<string | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await ending(run)) ?? undefined;
      } catch (error) {
        if (attempt === CLOSE_ATTEMPTS || this.stop.aborted) throw error;
        await sleep(1_000);
      }
    }
  }
}

function problemOf(error: unknown): RunProblem {
  if (error instanceof DomainError)
    return { code: error.code, params: error.params, fields: error.fields.slice(0, MAX_ERRORS) };
  const motivo = storableText(error instanceof Error ? error.message : String(error), MAX_REASON);
  return { code: 'trabajo-fallido', params: { motivo }, fields: [] };
}
