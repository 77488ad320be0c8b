import { Module } from '@nestjs/common';
import { GetKpiResumenHandler } from '../../queries/kpis/get-kpi-resumen.handler.js';
import { ListKpiDiarioHandler } from '../../queries/kpis/list-kpi-diario.handler.js';
import { ListKpiMotivosHandler } from '../../queries/kpis/list-kpi-motivos.handler.js';
import { ListKpiTransitoHandler } from '../../queries/kpis/list-kpi-transito.handler.js';
import { ArchivoModule } from '../archivo/archivo.module.js';
import { KpiLister } from './kpi-lister.js';
import { BusinessMeasures } from './business-measures.js';
import { KpiReader } from './kpi-reader.js';
import { KpisController } from './kpis.controller.js';

const queryHandlers = [
  GetKpiResumenHandler,
  ListKpiDiarioHandler,
  ListKpiTransitoHandler,
  ListKpiMotivosHandler,
];

@Module({
  imports: [ArchivoModule],
  controllers: [KpisController],
  providers: [...queryHandlers, KpiReader, KpiLister, BusinessMeasures],
})
export class KpisModule {}
