import { Module } from '@nestjs/common';
import { CaptureEpcisHandler } from '../../commands/epcis/capture-epcis.handler.js';
import { GetEpcisCaptureHandler } from '../../queries/epcis/get-epcis-capture.handler.js';
import { CaptureJobStore } from './capture-job-store.js';
import { EpcisController } from './epcis.controller.js';

@Module({
  controllers: [EpcisController],
  providers: [CaptureEpcisHandler, GetEpcisCaptureHandler, CaptureJobStore],
})
export class EpcisModule {}
