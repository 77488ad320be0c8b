import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateSeguimientoCommand } from '../../../commands/acceso/create-seguimiento.command.js';
import { RevokeSeguimientoCommand } from '../../../commands/acceso/revoke-seguimiento.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Creates, Reads, Removes } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { ListSeguimientosQuery } from '../../../queries/acceso/list-seguimientos.query.js';
import { CodigoPipe } from '../../codigos/contract.js';
import { ListaSeguimientos, SeguimientoCreado, SeguimientoInput } from './seguimiento.dto.js';

@ApiTags('seguimiento')
@Controller('v1/envios/:codigo/seguimiento')
export class SeguimientosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateSeguimientoCommand)
  @Creates({
    summary: 'Da un token con que otros ven el seguimiento de un envío',
    body: SeguimientoInput,
    answer: SeguimientoCreado,
  })
  async create(
    @Param('codigo', CodigoPipe) codigo: string,
    @Body() input: SeguimientoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.commands.execute(new CreateSeguimientoCommand(codigo, input, context));
    return created(reply, `/v1/envios/${codigo}/seguimiento`, made);
  }

  @Get()
  @Runs(ListSeguimientosQuery)
  @Reads({ summary: 'Lista los seguimientos que se dieron de un envío', answer: ListaSeguimientos })
  list(@Param('codigo', CodigoPipe) codigo: string, @Context() context: RequestContext) {
    return this.queries.execute(new ListSeguimientosQuery(codigo, context));
  }

  @Delete(':id')
  @Runs(RevokeSeguimientoCommand)
  @HttpCode(204)
  @Removes({ summary: 'Revoca un seguimiento' })
  async revoke(
    @Param('codigo', CodigoPipe) codigo: string,
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
  ) {
    await this.commands.execute(new RevokeSeguimientoCommand(codigo, id, context));
  }
}
