import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BUSINESS_MODULES } from '../src/modules.js';
import { CONFIG, type Config } from '../src/platform/config/config.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import type { JobWorker } from '../src/platform/queues/job-worker.js';
import { WorkerRunner } from '../src/platform/queues/worker-runner.js';
import { ImportLotesWorker } from './importaciones/import-lotes.worker.js';
import { OpenPeriodosWorker } from './periodos/open-periodos.worker.js';
import { RefreshReadModelsWorker } from './periodos/refresh-read-models.worker.js';
import { DropExpiredWorker } from './trazas/drop-expired.worker.js';
import { SettleEsperasWorker } from './trazas/settle-esperas.worker.js';
import { StoreTandaWorker } from './trazas/store-tanda.worker.js';

const jobWorkers = [
  StoreTandaWorker,
  SettleEsperasWorker,
  DropExpiredWorker,
  RefreshReadModelsWorker,
  OpenPeriodosWorker,
  ImportLotesWorker,
];

const runner = {
  provide: WorkerRunner,
  inject: [CONFIG, ...jobWorkers],
  useFactory: (config: Config, ...workers: JobWorker[]) => new WorkerRunner(workers, config),
};

/** The worker process: the same business without HTTP, and what works off its queues. */
@Module({ providers: [...jobWorkers, runner] })
export class WorkerModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(WorkerRunner) private readonly runner: WorkerRunner) {}

  static with(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.with(config), ...BUSINESS_MODULES] };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
