import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateCentroCommand } from '../../commands/centros/create-centro.command.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Creates, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetCentroQuery } from '../../queries/centros/get-centro.query.js';
import { Centro, CentroInput } from './contract.js';

@ApiTags('centros')
@Controller('v1/centros')
export class CentrosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Creates({ summary: 'Crea un centro', body: CentroInput, answer: Centro })
  async create(
    @Body() input: CentroInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const centro = await this.commands.execute(new CreateCentroCommand(input, context));
    return created(reply, `/v1/centros/${centro.id}`, centro);
  }

  @Get(':id')
  @Reads({ summary: 'Lee un centro', answer: Centro })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetCentroQuery(id, context));
  }
}
