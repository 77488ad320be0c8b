import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { ArchiveDueHandler } from '../../commands/archivo/archive-due.handler.js';
import { ArchiveMonthHandler } from '../../commands/archivo/archive-month.handler.js';
import { PurgeClienteHandler } from '../../commands/archivo/purge-cliente.handler.js';
import { RestoreMonthHandler } from '../../commands/archivo/restore-month.handler.js';
import { StartArchiveJobHandler } from '../../commands/archivo/start-archive-job.handler.js';
import { StartPurgaHandler } from '../../commands/archivo/start-purga.handler.js';
import type { ArchiveStore } from '../../platform/archive/archive-store.js';
import { GetPeriodoHandler } from '../../queries/archivo/get-periodo.handler.js';
import { PeriodosModule } from '../periodos/periodos.module.js';
import { ArchivadoController } from './archivado.controller.js';
import { ARCHIVE_POOL } from './archive-pool.js';
import { ARCHIVE_STORE } from './archive-storage.js';
import { ArchivedEnvios } from './archived-envios.js';
import { ArchivedFigures } from './archived-figures.js';
import { ArchivedLists } from './archived-lists.js';
import { ArchivedMonths } from './archived-months.js';
import { machinery } from './machinery.js';
import { PurgasController } from './purgas.controller.js';

const commandHandlers = [
  ArchiveDueHandler,
  ArchiveMonthHandler,
  PurgeClienteHandler,
  RestoreMonthHandler,
  StartArchiveJobHandler,
  StartPurgaHandler,
];
const queryHandlers = [GetPeriodoHandler];

@Module({
  imports: [PeriodosModule],
  controllers: [ArchivadoController, PurgasController],
  providers: [...commandHandlers, ...queryHandlers, ...machinery],
  exports: [ArchivedEnvios, ArchivedFigures, ArchivedLists, ArchivedMonths],
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
