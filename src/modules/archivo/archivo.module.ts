import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { ArchiveDueHandler } from '../../commands/archivo/archive-due.handler.js';
import { ArchiveMonthHandler } from '../../commands/archivo/archive-month.handler.js';
import { PurgeClienteHandler } from '../../commands/archivo/purge-cliente.handler.js';
import { RestoreMonthHandler } from '../../commands/archivo/restore-month.handler.js';
import { StartArchiveJobHandler } from '../../commands/archivo/start-archive-job.handler.js';
import { StartPurgaHandler } from '../../commands/archivo/start-purga.handler.js';
import type { ArchiveStore } from '../../platform/archive/archive-store.js';
import { PeriodosModule } from '../periodos/periodos.module.js';
import { ProgramacionesModule } from '../programaciones/programaciones.module.js';
import { ArchivadoController } from './http/archivado.controller.js';
import { ARCHIVE_POOL } from './run/archive-pool.js';
import { ARCHIVE_STORE } from './files/archive-storage.js';
import { ArchivedEnvios } from './reads/archived-envios.js';
import { ArchivedFigures } from './reads/archived-figures.js';
import { ArchivedLists } from './reads/archived-lists.js';
import { ArchivedMonths } from './reads/archived-months.js';
import { ArchivedTrazas } from './reads/archived-trazas.js';
import { machinery } from './machinery.js';
import { PurgasController } from './http/purgas.controller.js';

const commandHandlers = [
  ArchiveDueHandler,
  ArchiveMonthHandler,
  PurgeClienteHandler,
  RestoreMonthHandler,
  StartArchiveJobHandler,
  StartPurgaHandler,
];

@Module({
  imports: [PeriodosModule, ProgramacionesModule],
  controllers: [ArchivadoController, PurgasController],
  providers: [...commandHandlers, ...machinery],
  exports: [ArchivedEnvios, ArchivedFigures, ArchivedLists, ArchivedMonths, ArchivedTrazas],
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
