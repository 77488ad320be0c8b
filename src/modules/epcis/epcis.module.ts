import { Module } from '@nestjs/common';
import { CaptureEpcisHandler } from '../../commands/epcis/capture-epcis.handler.js';
import { GetEpcisCaptureHandler } from '../../queries/epcis/get-epcis-capture.handler.js';
import { GetEpcisEventHandler } from '../../queries/epcis/get-epcis-event.handler.js';
import { ListEpcisEventsHandler } from '../../queries/epcis/list-epcis-events.handler.js';
import { TrazasModule } from '../trazas/trazas.module.js';
import { CaptureJobStore } from './capture-job-store.js';
import { EpcisController } from './epcis.controller.js';
import { EpcisEventsController } from './epcis-events.controller.js';
import { EpcisEventTypesController } from './epcis-event-types.controller.js';
import { EpcisMissingController } from './epcis-missing.controller.js';
import { EpcisResourcesController } from './epcis-resources.controller.js';
import { EventReader } from './event-reader.js';

const queryHandlers = [GetEpcisCaptureHandler, GetEpcisEventHandler, ListEpcisEventsHandler];

@Module({
  imports: [TrazasModule],
  controllers: [
    EpcisController,
    EpcisEventsController,
    EpcisEventTypesController,
    EpcisMissingController,
    EpcisResourcesController,
  ],
  providers: [CaptureEpcisHandler, ...queryHandlers, CaptureJobStore, EventReader],
})
export class EpcisModule {}
