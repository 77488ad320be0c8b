import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateClaveCommand } from '../../../commands/acceso/create-clave.command.js';
import { RevokeClaveCommand } from '../../../commands/acceso/revoke-clave.command.js';
import { RotateClaveCommand } from '../../../commands/acceso/rotate-clave.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Creates, Reads, Removes } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { ListClavesQuery } from '../../../queries/acceso/list-claves.query.js';
import { ClaveCreada, ClaveInput, ListClavesInput, PaginaClaves, RotacionInput } from './clave.dto.js';

const PATH = '/v1/claves';

@ApiTags('claves')
@Controller('v1/claves')
export class ClavesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateClaveCommand)
  @Creates({
    summary: 'Crea una clave para una máquina; se muestra esta vez',
    body: ClaveInput,
    answer: ClaveCreada,
  })
  async create(
    @Body() input: ClaveInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return created(reply, PATH, await this.commands.execute(new CreateClaveCommand(input, context)));
  }

  @Get()
  @Runs(ListClavesQuery)
  @Reads({
    summary: 'Lista las claves, las más nuevas primero',
    query: ListClavesInput,
    answer: PaginaClaves,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListClavesInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListClavesQuery(input, context));
  }

  @Post(':id/rotacion')
  @Runs(RotateClaveCommand)
  @Creates({
    summary: 'Da otro secreto a una clave; el de antes abre un tiempo más',
    body: RotacionInput,
    answer: ClaveCreada,
  })
  async rotate(
    @Param('id', UuidPipe) id: string,
    @Body() input: RotacionInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return created(reply, PATH, await this.commands.execute(new RotateClaveCommand(id, input, context)));
  }

  @Delete(':id')
  @Runs(RevokeClaveCommand)
  @HttpCode(204)
  @Removes({ summary: 'Revoca una clave' })
  async revoke(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    await this.commands.execute(new RevokeClaveCommand(id, context));
  }
}
