import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { ArchiveDueHandler } from '../../commands/archivo/archive-due.handler.js';
import { ArchiveMonthHandler } from '../../commands/archivo/archive-month.handler.js';
import { RestoreMonthHandler } from '../../commands/archivo/restore-month.handler.js';
import { StartArchiveJobHandler } from '../../commands/archivo/start-archive-job.handler.js';
import { PurgeClienteHandler } from '../../commands/archivo/purge-cliente.handler.js';
import { StartPurgaHandler } from '../../commands/archivo/start-purga.handler.js';
import { GetPeriodoHandler } from '../../queries/archivo/get-periodo.handler.js';
import { ListPeriodosHandler } from '../../queries/archivo/list-periodos.handler.js';
import type { ArchiveStore } from '../../platform/archive/archive-store.js';
import { PeriodosModule } from '../periodos/periodos.module.js';
import { ArchiveLock } from './archive-lock.js';
import { ARCHIVE_POOL, archivePool } from './archive-pool.js';
import { ArchiveReader } from './archive-reader.js';
import { ARCHIVE_STORE, archiveStorage } from './archive-storage.js';
import { ArchivedEnvios } from './archived-envios.js';
import { MonthCloser } from './month-closer.js';
import { MonthExporter } from './month-exporter.js';
import { MonthMachine } from './month-machine.js';
import { MonthRestorer } from './month-restorer.js';
import { MonthSeparator } from './month-separator.js';
import { MonthVerifier } from './month-verifier.js';
import { PeriodoLedger } from './periodo-ledger.js';
import { ArchivePurger } from './archive-purger.js';
import { FileKeeper } from './file-keeper.js';
import { HotPurger } from './hot-purger.js';
import { JobStarter } from './job-starter.js';
import { PurgasController } from './purgas.controller.js';
import { PeriodosController } from './periodos.controller.js';
import { Workbench } from './workbench.js';

const handlers = [
  ArchiveDueHandler,
  ArchiveMonthHandler,
  RestoreMonthHandler,
  PurgeClienteHandler,
  StartArchiveJobHandler,
  StartPurgaHandler,
  GetPeriodoHandler,
  ListPeriodosHandler,
];
const steps = [MonthMachine, MonthCloser, MonthExporter, MonthVerifier, MonthSeparator, MonthRestorer];

@Module({
  imports: [PeriodosModule],
  controllers: [PeriodosController, PurgasController],
  providers: [
    ...handlers,
    ...steps,
    ...archiveStorage,
    archivePool,
    ArchiveLock,
    ArchiveReader,
    ArchivedEnvios,
    ArchivePurger,
    FileKeeper,
    HotPurger,
    JobStarter,
    PeriodoLedger,
    Workbench,
  ],
  exports: [ArchivedEnvios],
})
export class ArchivoModule implements OnApplicationShutdown {
  constructor(
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
    @Inject(ARCHIVE_STORE) private readonly store: ArchiveStore,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.store.close();
    await this.pool.end();
  }
}
