import { Controller, Get, Headers, HttpCode, Options, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CaptureEpcisCommand } from '../../commands/epcis/capture-epcis.command.js';
import { Open, Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Reads } from '../../platform/http/api-docs.js';
import { KeepsItsBody, Takes } from '../../platform/http/content-types.js';
import { GetEpcisCaptureQuery } from '../../queries/epcis/get-epcis-capture.query.js';
import { ENVIADO_EN, enviadoEnOf } from '../../platform/http/sent-at.js';
import { CapturesEpcis } from './epcis-capture.docs.js';
import { EpcisCaptureJob } from './capture-job.dto.js';
import { behaviourOf } from './error-behaviour.params.js';

/** The capture interface of GS1 EPCIS 2.0 (REST bindings, 12.6). */
@ApiTags('epcis')
@Controller('epcis/v2/capture')
export class EpcisController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CaptureEpcisCommand)
  @HttpCode(202)
  @Takes('application/json', 'application/ld+json')
  @KeepsItsBody()
  @CapturesEpcis()
  @ApiHeader(ENVIADO_EN)
  async capture(
    @Req() { body }: FastifyRequest,
    @Headers('gs1-capture-error-behaviour') behaviour: string | undefined,
    @Headers('trazo-enviado-en') enviadoEn: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const id = await this.commands.execute(
      new CaptureEpcisCommand(body, behaviourOf(behaviour), context, enviadoEnOf(enviadoEn)),
    );
    void reply.header('location', `/epcis/v2/capture/${id}`);
  }

  @Get(':captureID')
  @Runs(GetEpcisCaptureQuery)
  @Reads({ summary: 'Lee un trabajo de captura EPCIS', answer: EpcisCaptureJob })
  get(@Param('captureID') id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetEpcisCaptureQuery(id, context));
  }

  @Options()
  @Open()
  @HttpCode(204)
  @ApiExcludeEndpoint()
  discover(@Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.headers({
      allow: 'OPTIONS, POST',
      'gs1-epc-format': 'Never_Translates',
      'gs1-capture-error-behaviour': 'all',
    });
  }

  @Options(':captureID')
  @Open()
  @HttpCode(204)
  @ApiExcludeEndpoint()
  discoverJob(@Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.headers({ allow: 'OPTIONS, GET', 'gs1-epc-format': 'Never_Translates' });
  }
}
