import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PurgaInput, StartPurgaCommand } from '../../../commands/archivo/start-purga.command.js';
import { Runs } from '../../../platform/access/runs.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { accepted } from '../../../platform/http/accepted.js';
import { Starts } from '../../../platform/http/api-docs.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { Ejecucion } from '../../programaciones/contract.js';

/** Personal data that has to go. */
@ApiTags('clientes')
@Controller('v1/clientes/:id/purga')
export class PurgasController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Runs(StartPurgaCommand)
  @HttpCode(202)
  @Starts({
    summary: 'Borra los datos personales de un cliente y de sus envíos, también en el archivo',
    body: PurgaInput,
    answer: Ejecucion,
  })
  async purge(
    @Param('id', UuidPipe) id: string,
    @Body() input: PurgaInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const run = await this.commands.execute(new StartPurgaCommand(id, input, context));
    return accepted(reply, `/v1/ejecuciones/${run.id}`, run);
  }
}
