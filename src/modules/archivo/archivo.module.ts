import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { ArchiveDueHandler } from '../../commands/archivo/archive-due.handler.js';
import { ArchiveMonthHandler } from '../../commands/archivo/archive-month.handler.js';
import { RestoreMonthHandler } from '../../commands/archivo/restore-month.handler.js';
import { PeriodosModule } from '../periodos/periodos.module.js';
import { ArchiveLock } from './archive-lock.js';
import { ARCHIVE_POOL, archivePool } from './archive-pool.js';
import { ArchiveReader } from './archive-reader.js';
import { archiveStorage } from './archive-storage.js';
import { ArchivedEnvios } from './archived-envios.js';
import { MonthCloser } from './month-closer.js';
import { MonthExporter } from './month-exporter.js';
import { MonthMachine } from './month-machine.js';
import { MonthRestorer } from './month-restorer.js';
import { MonthSeparator } from './month-separator.js';
import { MonthVerifier } from './month-verifier.js';
import { PeriodoLedger } from './periodo-ledger.js';
import { Workbench } from './workbench.js';

const commandHandlers = [ArchiveDueHandler, ArchiveMonthHandler, RestoreMonthHandler];
const steps = [MonthMachine, MonthCloser, MonthExporter, MonthVerifier, MonthSeparator, MonthRestorer];

@Module({
  imports: [PeriodosModule],
  providers: [
    ...commandHandlers,
    ...steps,
    ...archiveStorage,
    archivePool,
    ArchiveLock,
    ArchiveReader,
    ArchivedEnvios,
    PeriodoLedger,
    Workbench,
  ],
  exports: [ArchivedEnvios],
})
export class ArchivoModule implements OnApplicationShutdown {
  constructor(@Inject(ARCHIVE_POOL) private readonly pool: pg.Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
