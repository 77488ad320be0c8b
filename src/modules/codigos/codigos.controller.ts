import { Body, Controller, Get, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ReserveCodigosCommand } from '../../commands/codigos/reserve-codigos.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Creates, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { PageInput } from '../../platform/validation/page.dto.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetBloqueQuery } from '../../queries/codigos/get-bloque.query.js';
import { ListBloquesQuery } from '../../queries/codigos/list-bloques.query.js';
import { BloqueConCodigos, BloqueInput, PaginaBloques } from './bloque.dto.js';

/** Codes that are reserved. Until somebody signs in, the address of a request is who made it. */
@ApiTags('codigos')
@Controller('v1/codigos')
export class CodigosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(ReserveCodigosCommand)
  @Creates({
    summary: 'Reserva un bloque de códigos para etiquetas que se imprimen antes de crear sus envíos',
    body: BloqueInput,
    answer: BloqueConCodigos,
  })
  async reserve(
    @Body() input: BloqueInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const bloque = await this.commands.execute(new ReserveCodigosCommand(input, context));
    return created(reply, `/v1/codigos/${bloque.id}`, bloque);
  }

  @Get()
  @Runs(ListBloquesQuery)
  @Reads({
    summary: 'Lista los bloques de códigos reservados, los más nuevos primero',
    query: PageInput,
    answer: PaginaBloques,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: PageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListBloquesQuery(page, context));
  }

  @Get(':id')
  @Runs(GetBloqueQuery)
  @Reads({ summary: 'Lee un bloque de códigos reservados', answer: BloqueConCodigos })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetBloqueQuery(id, context));
  }
}
