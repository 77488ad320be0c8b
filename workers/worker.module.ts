import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BUSINESS_MODULES } from '../src/modules.js';
import { CONFIG, type Config } from '../src/platform/config/config.js';
import { StopSignal } from '../src/platform/lifecycle/stop-signal.js';
import { ErrandRunner } from '../src/platform/errands/errand-runner.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import { ReaderRunner } from '../src/platform/readers/reader-runner.js';
import type { JobWorker } from '../src/platform/queues/job-worker.js';
import { WorkerRunner } from '../src/platform/queues/worker-runner.js';
import { jobRunner, jobs } from './jobs.js';
import { ImportLotesWorker } from './importaciones/import-lotes.worker.js';
import { RunEjecucionesWorker } from './programaciones/run-ejecuciones.worker.js';
import { WatchProgramacionesWorker } from './programaciones/watch-programaciones.worker.js';
import { SettleEsperasWorker } from './trazas/settle-esperas.worker.js';
import { StoreSueltasWorker } from './trazas/store-sueltas.worker.js';
import { WatchDeadlinesWorker } from './plazos/watch-deadlines.worker.js';
import { StoreTandaWorker } from './trazas/store-tanda.worker.js';

const jobWorkers = [
  StoreTandaWorker,
  StoreSueltasWorker,
  SettleEsperasWorker,
  ImportLotesWorker,
  WatchProgramacionesWorker,
  RunEjecucionesWorker,
  WatchDeadlinesWorker,
];

const runner = {
  provide: WorkerRunner,
  inject: [CONFIG, ...jobWorkers],
  useFactory: (config: Config, ...workers: JobWorker[]) => new WorkerRunner(workers, config),
};

/** The worker process: the same business without HTTP, and what works off its queues. */
@Module({ providers: [...jobs, jobRunner, ...jobWorkers, runner] })
export class WorkerModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(WorkerRunner) private readonly runner: WorkerRunner,
    private readonly readers: ReaderRunner,
    private readonly errands: ErrandRunner,
    private readonly stop: StopSignal,
  ) {}

  static with(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.with(config), ...BUSINESS_MODULES] };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
    this.readers.start();
    this.errands.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A job that takes hours stops at its next safe point, and another worker goes on with it.
    this.stop.begin();
    await Promise.all([this.runner.stop(), this.readers.stop(), this.errands.stop()]);
  }
}
