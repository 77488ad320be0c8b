import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  StartArchiveJobCommand,
  TrabajoDePeriodoInput,
} from '../../../commands/archivo/start-archive-job.command.js';
import { Runs } from '../../../platform/access/runs.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import type { Month } from '../../../platform/database/month.js';
import { accepted } from '../../../platform/http/accepted.js';
import { Starts } from '../../../platform/http/api-docs.js';
import { MesPipe } from '../../periodos/contract.js';
import { Ejecucion } from '../../programaciones/contract.js';

/** What the archive does with a month: below the URL of `periodos`, whose months they are. */
@ApiTags('periodos')
@Controller('v1/periodos')
export class ArchivadoController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':mes/archivado')
  @Runs(StartArchiveJobCommand)
  @HttpCode(202)
  @Starts({
    summary: 'Lleva un mes al archivo, desde donde esté y hasta donde se pueda',
    body: TrabajoDePeriodoInput,
    answer: Ejecucion,
  })
  async archive(
    @Param('mes', MesPipe) mes: Month,
    @Body() input: TrabajoDePeriodoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const job = new StartArchiveJobCommand('archivado', mes, input ?? {}, context);
    const run = await this.commands.execute(job);
    return accepted(reply, `/v1/ejecuciones/${run.id}`, run);
  }

  @Post(':mes/restauracion')
  @Runs(StartArchiveJobCommand)
  @HttpCode(202)
  @Starts({
    summary: 'Trae un mes del archivo de vuelta a la base',
    body: TrabajoDePeriodoInput,
    answer: Ejecucion,
  })
  async restore(
    @Param('mes', MesPipe) mes: Month,
    @Body() input: TrabajoDePeriodoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const job = new StartArchiveJobCommand('restauracion', mes, input ?? {}, context);
    const run = await this.commands.execute(job);
    return accepted(reply, `/v1/ejecuciones/${run.id}`, run);
  }
}
