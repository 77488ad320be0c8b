import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeWebhookCommand } from '../../commands/webhooks/change-webhook.command.js';
import { CreateWebhookCommand } from '../../commands/webhooks/create-webhook.command.js';
import { DeleteWebhookCommand } from '../../commands/webhooks/delete-webhook.command.js';
import { ResendWebhookCommand } from '../../commands/webhooks/resend-webhook.command.js';
import { RotateWebhookCommand } from '../../commands/webhooks/rotate-webhook.command.js';
import { TestWebhookCommand } from '../../commands/webhooks/test-webhook.command.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Runs } from '../../platform/access/runs.js';
import { Acts, Creates, HonoursIfMatch, Reads, Removes, Starts } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { tagged } from '../../platform/http/version-tag.js';
import { PageInput } from '../../platform/validation/page.dto.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetWebhookQuery } from '../../queries/webhooks/get-webhook.query.js';
import { ListIntentosQuery } from '../../queries/webhooks/list-intentos.query.js';
import { ListWebhooksQuery } from '../../queries/webhooks/list-webhooks.query.js';
import {
  Intento,
  ListIntentosInput,
  PaginaIntentos,
  PaginaWebhooks,
  ReenvioWebhookInput,
  RotacionWebhookInput,
  Webhook,
  WebhookCambio,
  WebhookCreado,
  WebhookInput,
} from './webhook.dto.js';

const PATH = '/v1/webhooks';

@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateWebhookCommand)
  @Creates({
    summary: 'Crea un webhook; su secreto se muestra esta vez',
    body: WebhookInput,
    answer: WebhookCreado,
  })
  async create(
    @Body() input: WebhookInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const webhook = await this.commands.execute(new CreateWebhookCommand(input, context));
    return created(reply, `${PATH}/${webhook.id}`, webhook);
  }

  @Get()
  @Runs(ListWebhooksQuery)
  @Reads({ summary: 'Lista los webhooks, los más nuevos primero', query: PageInput, answer: PaginaWebhooks })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: PageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListWebhooksQuery(page, context));
  }

  @Get(':id')
  @Runs(GetWebhookQuery)
  @Reads({ summary: 'Lee un webhook', answer: Webhook })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetWebhookQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangeWebhookCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia un webhook; lo que no se indica queda igual. Encenderlo olvida que fallaba',
    body: WebhookCambio,
    answer: Webhook,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: WebhookCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.commands.execute(new ChangeWebhookCommand(id, change, context, ifMatch)));
  }

  @Delete(':id')
  @Runs(DeleteWebhookCommand)
  @HttpCode(204)
  @Removes({ summary: 'Borra un webhook con sus intentos' })
  async remove(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    await this.commands.execute(new DeleteWebhookCommand(id, context));
  }

  @Post(':id/rotacion')
  @Runs(RotateWebhookCommand)
  @Creates({
    summary: 'Da otro secreto a un webhook; el de antes firma también un tiempo',
    body: RotacionWebhookInput,
    answer: WebhookCreado,
  })
  rotate(
    @Param('id', UuidPipe) id: string,
    @Body() input: RotacionWebhookInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new RotateWebhookCommand(id, input, context));
  }

  @Post(':id/prueba')
  @Runs(TestWebhookCommand)
  @HttpCode(200)
  @Acts({ summary: 'Envía ahora un evento de prueba a un webhook y dice qué fue de él', answer: Intento })
  test(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new TestWebhookCommand(id, context));
  }

  @Get(':id/intentos')
  @Runs(ListIntentosQuery)
  @Reads({
    summary: 'Lista cada intento de envío a un webhook, los más nuevos primero',
    query: ListIntentosInput,
    answer: PaginaIntentos,
  })
  @UseInterceptors(NextLinkInterceptor)
  intentos(
    @Param('id', UuidPipe) id: string,
    @Query() input: ListIntentosInput,
    @Context() context: RequestContext,
  ) {
    return this.queries.execute(new ListIntentosQuery(id, input, context));
  }

  @Post(':id/reenvio')
  @Runs(ResendWebhookCommand)
  @HttpCode(202)
  @Starts({
    summary: 'Hace que todo se envíe de nuevo a un webhook desde un evento o un instante',
    body: ReenvioWebhookInput,
    answer: Webhook,
  })
  async resend(
    @Param('id', UuidPipe) id: string,
    @Body() input: ReenvioWebhookInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('location', `${PATH}/${id}/intentos`);
    return this.commands.execute(new ResendWebhookCommand(id, input, context));
  }
}
