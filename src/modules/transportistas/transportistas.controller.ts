import { Body, Controller, Get, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeTransportistaCommand } from '../../commands/transportistas/change-transportista.command.js';
import { CreateTransportistaCommand } from '../../commands/transportistas/create-transportista.command.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Creates, HonoursIfMatch, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { tagged } from '../../platform/http/version-tag.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetTransportistaQuery } from '../../queries/transportistas/get-transportista.query.js';
import { Transportista, TransportistaCambiado, TransportistaCambio, TransportistaInput } from './contract.js';

@ApiTags('transportistas')
@Controller('v1/transportistas')
export class TransportistasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Creates({ summary: 'Crea un transportista', body: TransportistaInput, answer: Transportista })
  async create(
    @Body() input: TransportistaInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const transportista = await this.commands.execute(new CreateTransportistaCommand(input, context));
    return created(reply, `/v1/transportistas/${transportista.id}`, transportista);
  }

  @Get(':id')
  @Reads({ summary: 'Lee un transportista', answer: Transportista })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetTransportistaQuery(id, context)));
  }

  @Patch(':id')
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
