import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Reads } from '../../platform/http/api-docs.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetDispositivoQuery } from '../../queries/dispositivos/get-dispositivo.query.js';
import { Dispositivo } from './dispositivo.dto.js';

@ApiTags('dispositivos')
@Controller('v1/dispositivos')
export class DispositivosController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @Reads({ summary: 'Lee un dispositivo: cuándo se lo vio y cómo anda su reloj', answer: Dispositivo })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetDispositivoQuery(id, context));
  }
}
