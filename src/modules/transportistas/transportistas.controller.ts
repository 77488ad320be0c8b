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
import { ChangeTransportistaCommand } from '../../commands/transportistas/change-transportista.command.js';
import { CreateTransportistaCommand } from '../../commands/transportistas/create-transportista.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Creates, HonoursIfMatch, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { tagged } from '../../platform/http/version-tag.js';
import { SearchPageInput } from '../../platform/validation/page.dto.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetTransportistaQuery } from '../../queries/transportistas/get-transportista.query.js';
import { ListTransportistasQuery } from '../../queries/transportistas/list-transportistas.query.js';
import {
  Transportista,
  TransportistaCambiado,
  TransportistaCambio,
  TransportistaInput,
  PaginaTransportistas,
} from './contract.js';

@ApiTags('transportistas')
@Controller('v1/transportistas')
export class TransportistasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateTransportistaCommand)
  @Creates({ summary: 'Crea un transportista', body: TransportistaInput, answer: Transportista })
  async create(
    @Body() input: TransportistaInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const transportista = await this.commands.execute(new CreateTransportistaCommand(input, context));
    return created(reply, `/v1/transportistas/${transportista.id}`, transportista);
  }

  @Get()
  @Runs(ListTransportistasQuery)
  @Reads({
    summary: 'Lista los transportistas, los más nuevos primero; q los busca',
    query: SearchPageInput,
    answer: PaginaTransportistas,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: SearchPageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListTransportistasQuery(page, context));
  }

  @Get(':id')
  @Runs(GetTransportistaQuery)
  @Reads({ summary: 'Lee un transportista', answer: Transportista })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetTransportistaQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangeTransportistaCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia un transportista; lo que no se indica queda igual',
    body: TransportistaCambio,
    answer: TransportistaCambiado,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: TransportistaCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { propagacionId, ...transportista } = await this.commands.execute(
      new ChangeTransportistaCommand(id, change, context, ifMatch),
    );
    return { ...tagged(reply, transportista), propagacionId };
  }
}
