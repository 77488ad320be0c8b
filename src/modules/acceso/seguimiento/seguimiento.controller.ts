import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Reads } from '../../../platform/http/api-docs.js';
import { StorablePipe } from '../../../platform/validation/storable-pipe.js';
import { GetSeguimientoQuery } from '../../../queries/acceso/get-seguimiento.query.js';
import { Seguimiento } from './seguimiento.dto.js';

@ApiTags('seguimiento')
@Controller('v1/seguimiento')
export class SeguimientoController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':token')
  @Runs(GetSeguimientoQuery)
  @Reads({ summary: 'Lee el seguimiento de un envío con su token', answer: Seguimiento })
  get(@Param('token', StorablePipe) token: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetSeguimientoQuery(token, context));
  }
}
