import { StopSignal } from '../src/platform/lifecycle/stop-signal.js';
import type { JobDefinition } from '../src/platform/jobs/job-definition.js';
import { JobRunner } from '../src/platform/jobs/job-runner.js';
import { RunLedger } from '../src/platform/jobs/run-ledger.js';
import { RunQueue } from '../src/platform/jobs/run-queue.js';
import { WorkTramitesJob } from './acceso/work-tramites.job.js';
import { ArchiveMonthsJob } from './archivo/archive-months.job.js';
import { PurgeClienteJob } from './archivo/purge-cliente.job.js';
import { RestoreMonthJob } from './archivo/restore-month.job.js';
import { CheckExistenciasJob } from './catalogo/check-existencias.job.js';
import { PropagateNamesJob } from './envios/propagate-names.job.js';
import { OpenPeriodosJob } from './periodos/open-periodos.job.js';
import { RebuildReadModelsJob } from './periodos/rebuild-read-models.job.js';
import { RefreshReadModelsJob } from './periodos/refresh-read-models.job.js';
import { DropExpiredJob } from './trazas/drop-expired.job.js';

/** Every type of job. Start-up fails when one has no class, or two. */
export const jobs = [
  RefreshReadModelsJob,
  OpenPeriodosJob,
  DropExpiredJob,
  RebuildReadModelsJob,
  ArchiveMonthsJob,
  RestoreMonthJob,
  PurgeClienteJob,
  PropagateNamesJob,
  CheckExistenciasJob,
  WorkTramitesJob,
];

/** Runs them. */
export const jobRunner = {
  provide: JobRunner,
  inject: [RunLedger, RunQueue, StopSignal, ...jobs],
  useFactory: (ledger: RunLedger, queue: RunQueue, stop: StopSignal, ...definitions: JobDefinition[]) =>
    new JobRunner(definitions, ledger, queue, stop.signal),
};
