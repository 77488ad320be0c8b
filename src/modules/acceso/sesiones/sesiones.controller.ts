import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndSesionCommand } from '../../../commands/acceso/end-sesion.command.js';
import { OpenSesionCommand } from '../../../commands/acceso/open-sesion.command.js';
import { RefreshSesionCommand } from '../../../commands/acceso/refresh-sesion.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, Reads, Removes } from '../../../platform/http/api-docs.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { clearCookie, cookieOf, intoCookie } from '../../../platform/http/refresh-cookie.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { ListSesionesQuery } from '../../../queries/acceso/list-sesiones.query.js';
import {
  ListSesionesInput,
  PaginaSesiones,
  RefrescoInput,
  SesionAbierta,
  SesionInput,
} from './sesion.dto.js';

@ApiTags('sesiones')
@Controller('v1/sesiones')
export class SesionesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(OpenSesionCommand)
  @Acts({
    summary: 'Abre una sesión con correo y clave',
    body: SesionInput,
    answer: SesionAbierta,
    status: 201,
  })
  async open(
    @Body() input: SesionInput,
    @Headers('user-agent') agente: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.commands.execute(new OpenSesionCommand(input, agente, context));
    return input.cookie ? intoCookie(reply, opened) : opened;
  }

  @Post('refresco')
  @Runs(RefreshSesionCommand)
  @Acts({
    summary: 'Sigue una sesión; el refresco sirve una vez',
    body: RefrescoInput,
    answer: SesionAbierta,
    status: 201,
  })
  async refresh(
    @Body() { refresco }: RefrescoInput,
    @Req() { headers }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const token = refresco ?? cookieOf(headers) ?? '';
    const opened = await this.commands.execute(new RefreshSesionCommand(token, context));
    return refresco == null ? intoCookie(reply, opened) : opened;
  }

  @Get()
  @Runs(ListSesionesQuery)
  @Reads({
    summary: 'Lista las sesiones abiertas, las más nuevas primero',
    query: ListSesionesInput,
    answer: PaginaSesiones,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListSesionesInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListSesionesQuery(input, context));
  }

  @Delete('actual')
  @Runs(EndSesionCommand)
  @HttpCode(204)
  @Removes({ summary: 'Termina la sesión que lo pide' })
  async leave(@Context() context: RequestContext, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.commands.execute(new EndSesionCommand(context));
    clearCookie(reply);
  }

  @Delete(':id')
  @Runs(EndSesionCommand)
  @HttpCode(204)
  @Removes({ summary: 'Termina una sesión' })
  async end(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    await this.commands.execute(new EndSesionCommand(context, id));
  }
}
