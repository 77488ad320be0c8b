import { Module } from '@nestjs/common';
import { OpenPeriodosHandler } from '../../commands/periodos/open-periodos.handler.js';
import { RebuildReadModelsHandler } from '../../commands/periodos/rebuild-read-models.handler.js';
import { RefreshReadModelsHandler } from '../../commands/periodos/refresh-read-models.handler.js';
import { GetPeriodoHandler } from '../../queries/periodos/get-periodo.handler.js';
import { ListPeriodosHandler } from '../../queries/periodos/list-periodos.handler.js';
import { MonthMeasures } from './month-measures.js';
import { PeriodOpener } from './period-opener.js';
import { PeriodoLedger } from './periodo-ledger.js';
import { PeriodosController } from './periodos.controller.js';

const commandHandlers = [OpenPeriodosHandler, RefreshReadModelsHandler, RebuildReadModelsHandler];
const queryHandlers = [GetPeriodoHandler, ListPeriodosHandler];

@Module({
  controllers: [PeriodosController],
  providers: [...commandHandlers, ...queryHandlers, PeriodOpener, PeriodoLedger, MonthMeasures],
  exports: [PeriodOpener, PeriodoLedger],
})
export class PeriodosModule {}
