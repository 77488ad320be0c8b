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
import { ChangeClienteCommand } from '../../commands/clientes/change-cliente.command.js';
import { CreateClienteCommand } from '../../commands/clientes/create-cliente.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Creates, HonoursIfMatch, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { tagged } from '../../platform/http/version-tag.js';
import { SearchPageInput } from '../../platform/validation/page.dto.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetClienteQuery } from '../../queries/clientes/get-cliente.query.js';
import { ListClientesQuery } from '../../queries/clientes/list-clientes.query.js';
import { Cliente, ClienteCambiado, ClienteCambio, ClienteInput, PaginaClientes } from './contract.js';

@ApiTags('clientes')
@Controller('v1/clientes')
export class ClientesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateClienteCommand)
  @Creates({ summary: 'Crea un cliente (remitente)', body: ClienteInput, answer: Cliente })
  async create(
    @Body() input: ClienteInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cliente = await this.commands.execute(new CreateClienteCommand(input, context));
    return created(reply, `/v1/clientes/${cliente.id}`, cliente);
  }

  @Get()
  @Runs(ListClientesQuery)
  @Reads({
    summary: 'Lista los clientes (remitentes), los más nuevos primero; q los busca',
    query: SearchPageInput,
    answer: PaginaClientes,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: SearchPageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListClientesQuery(page, context));
  }

  @Get(':id')
  @Runs(GetClienteQuery)
  @Reads({ summary: 'Lee un cliente (remitente)', answer: Cliente })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetClienteQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangeClienteCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia un cliente; lo que no se indica queda igual',
    body: ClienteCambio,
    answer: ClienteCambiado,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: ClienteCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { propagacionId, ...cliente } = await this.commands.execute(
      new ChangeClienteCommand(id, change, context, ifMatch),
    );
    return { ...tagged(reply, cliente), propagacionId };
  }
}
