import {
  Body,
  Controller,
  Get,
  Headers,
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
import { ChangeCentroCommand } from '../../commands/centros/change-centro.command.js';
import { CreateCentroCommand } from '../../commands/centros/create-centro.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Creates, HonoursIfMatch, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { tagged } from '../../platform/http/version-tag.js';
import { SearchPageInput } from '../../platform/validation/page.dto.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetCentroQuery } from '../../queries/centros/get-centro.query.js';
import { ListCentrosQuery } from '../../queries/centros/list-centros.query.js';
import { Centro, CentroCambiado, CentroCambio, CentroInput, PaginaCentros } from './contract.js';

@ApiTags('centros')
@Controller('v1/centros')
export class CentrosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateCentroCommand)
  @Creates({ summary: 'Crea un centro', body: CentroInput, answer: Centro })
  async create(
    @Body() input: CentroInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const centro = await this.commands.execute(new CreateCentroCommand(input, context));
    return created(reply, `/v1/centros/${centro.id}`, centro);
  }

  @Get()
  @Runs(ListCentrosQuery)
  @Reads({
    summary: 'Lista los centros, los más nuevos primero; q los busca',
    query: SearchPageInput,
    answer: PaginaCentros,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: SearchPageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListCentrosQuery(page, context));
  }

  @Get(':id')
  @Runs(GetCentroQuery)
  @Reads({ summary: 'Lee un centro', answer: Centro })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetCentroQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangeCentroCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia un centro; lo que no se indica queda igual',
    body: CentroCambio,
    answer: CentroCambiado,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: CentroCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { propagacionId, ...centro } = await this.commands.execute(
      new ChangeCentroCommand(id, change, context, ifMatch),
    );
    return { ...tagged(reply, centro), propagacionId };
  }
}
