import { Controller, Get } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { Open } from '../../platform/access/runs.js';
import { EVENT_TYPES_KEPT } from './domain/event-types.js';
import { collection } from './epcis-events.answer.js';

/** The types of event that we keep. */
@ApiTags('epcis')
@Controller('epcis/v2/eventTypes')
export class EpcisEventTypesController {
  @Get()
  @Open()
  @ApiExcludeEndpoint()
  list() {
    return collection(EVENT_TYPES_KEPT);
  }
}
