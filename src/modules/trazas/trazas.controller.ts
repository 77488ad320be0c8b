import { Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CaptureTrazasCommand, TrazaInput } from '../../commands/trazas/capture-trazas.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context, contextOf } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Reads } from '../../platform/http/api-docs.js';
import { BoundsItsBody } from '../../platform/http/content-types.js';
import { BehindDoor } from '../../platform/http/door.js';
import { AnswersVersion } from '../../platform/http/freshness.js';
import { ENVIADO_EN, enviadoEnOf } from '../../platform/http/sent-at.js';
import { Straight } from '../../platform/http/straight.js';
import { GetCapturaQuery } from '../../queries/trazas/get-captura.query.js';
import { GetOutcomeQuery } from '../../queries/trazas/get-outcome.query.js';
import { Captura, Recibo, toCaptura } from './captura.dto.js';
import { bytesOf, CapturaDoor } from './contract.js';
import { ESPERAR, esperarOf } from './esperar.params.js';
import { MODOS_CAPTURA, modoOf } from './modo-captura.params.js';

type CaptureRequest = FastifyRequest<{
  Querystring: { esperar?: unknown };
  Headers: { 'trazo-captura'?: string; 'trazo-enviado-en'?: string };
}>;

@ApiTags('trazas')
@Controller('v1')
export class TrazasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  // The hot road: the body goes to the command as it was parsed.
  @Post('trazas')
  @Runs(CaptureTrazasCommand, GetOutcomeQuery)
  @Straight()
  @BoundsItsBody()
  @AnswersVersion(({ query }) => (query as CaptureRequest['query']).esperar !== undefined)
  @BehindDoor(CapturaDoor)
  @Acts({
    summary: 'Recibe una traza o una lista de hasta 1.000',
    body: TrazaInput,
    list: 1_000,
    answer: Captura,
    status: 202,
  })
  @ApiHeader({
    name: 'Trazo-Captura',
    required: false,
    schema: { enum: [...MODOS_CAPTURA], default: 'proceder' },
  })
  @ApiHeader(ENVIADO_EN)
  @ApiQuery(ESPERAR)
  async capture(request: CaptureRequest, reply: FastifyReply): Promise<object> {
    const { body, headers, query } = request;
    const context = contextOf(request, reply);
    const waitMs = esperarOf(query.esperar);
    const captura = await this.commands.execute(
      new CaptureTrazasCommand(
        body,
        modoOf(headers['trazo-captura']),
        context,
        bytesOf(headers),
        enviadoEnOf(headers['trazo-enviado-en']),
      ),
    );
    void reply.code(202).header('location', `/v1/capturas/${captura.capturaId}`);
    const answer = toCaptura(captura, context.language);
    if (waitMs === undefined) return answer;
    const recibo = await this.queries.execute(new GetOutcomeQuery(captura.capturaId, waitMs, context));
    return { ...answer, recibo };
  }

  @Get('capturas/:id')
  @Runs(GetCapturaQuery)
  @AnswersVersion()
  @Reads({ summary: 'Lee el recibo de una captura', answer: Recibo })
  getCaptura(@Param('id') id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetCapturaQuery(id, context));
  }
}
