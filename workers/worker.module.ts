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
import { PlatformModule } from '../src/platform/platform.module.js';
import type { JobWorker } from '../src/platform/queues/job-worker.js';
import { WorkerRunner } from '../src/platform/queues/worker-runner.js';
import { jobRunner, jobs } from './jobs.js';
import { ImportLotesWorker } from './importaciones/import-lotes.worker.js';
import { RunEjecucionesWorker } from './programaciones/run-ejecuciones.worker.js';
import { WatchProgramacionesWorker } from './programaciones/watch-programaciones.worker.js';
import { SettleEsperasWorker } from './trazas/settle-esperas.worker.js';
import { StoreSueltasWorker } from './trazas/store-sueltas.worker.js';
import { StoreTandaWorker } from './trazas/store-tanda.worker.js';

const jobWorkers = [
  StoreTandaWorker,
  StoreSueltasWorker,
  SettleEsperasWorker,
  ImportLotesWorker,
  WatchProgramacionesWorker,
  RunEjecucionesWorker,
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
    private readonly stop: StopSignal,
  ) {}

  static with(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.with(config), ...BUSINESS_MODULES] };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A job that takes hours stops at its next safe point, and another worker goes on with it.
    this.stop.begin();
    await this.runner.stop();
  }
}
