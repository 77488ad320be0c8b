import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CentrosModule } from '../src/modules/centros/centros.module.js';
import { ClientesModule } from '../src/modules/clientes/clientes.module.js';
import { ColasModule } from '../src/modules/colas/colas.module.js';
import { DispositivosModule } from '../src/modules/dispositivos/dispositivos.module.js';
import { EnviosModule } from '../src/modules/envios/envios.module.js';
import { PeriodosModule } from '../src/modules/periodos/periodos.module.js';
import { TransportistasModule } from '../src/modules/transportistas/transportistas.module.js';
import { TrazasModule } from '../src/modules/trazas/trazas.module.js';
import { CONFIG, type Config } from '../src/platform/config/config.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import type { JobWorker } from '../src/platform/queues/job-worker.js';
import { WorkerRunner } from '../src/platform/queues/worker-runner.js';
import { OpenPeriodosWorker } from './periodos/open-periodos.worker.js';
import { RefreshReadModelsWorker } from './periodos/refresh-read-models.worker.js';
import { DropExpiredWorker } from './trazas/drop-expired.worker.js';
import { SettleEsperasWorker } from './trazas/settle-esperas.worker.js';
import { StoreTandaWorker } from './trazas/store-tanda.worker.js';

const businessModules = [
  CentrosModule,
  ClientesModule,
  ColasModule,
  DispositivosModule,
  EnviosModule,
  PeriodosModule,
  TransportistasModule,
  TrazasModule,
];
const jobWorkers = [
  StoreTandaWorker,
  SettleEsperasWorker,
  DropExpiredWorker,
  RefreshReadModelsWorker,
  OpenPeriodosWorker,
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
    return { module: WorkerModule, imports: [PlatformModule.with(config), ...businessModules] };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
