import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeProgramacionCommand } from '../../commands/programaciones/change-programacion.command.js';
import {
  CreateProgramacionCommand,
  ProgramacionInput,
} from '../../commands/programaciones/create-programacion.command.js';
import { RemoveProgramacionCommand } from '../../commands/programaciones/remove-programacion.command.js';
import {
  EjecucionInput,
  StartEjecucionCommand,
} from '../../commands/programaciones/start-ejecucion.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { accepted } from '../../platform/http/accepted.js';
import { Acts, Creates, HonoursIfMatch, Reads, Removes, Starts } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { tagged } from '../../platform/http/version-tag.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetPrevisualizacionQuery } from '../../queries/programaciones/get-previsualizacion.query.js';
import { GetProgramacionQuery } from '../../queries/programaciones/get-programacion.query.js';
import { ListProgramacionesQuery } from '../../queries/programaciones/list-programaciones.query.js';
import { ListTiposQuery } from '../../queries/programaciones/list-tipos.query.js';
import { Ejecucion } from './ejecucion.dto.js';
import { HorarioInput, ListaTipos, PrevisualizacionInput, Previsualizacion } from './fechas.dto.js';
import { CambioProgramacion, ListaProgramaciones, Programacion } from './programacion.dto.js';

type Reply = FastifyReply;

/** Jobs by the clock. Until somebody signs in, the address of a request is who made it. */
@ApiTags('programaciones')
@Controller('v1/programaciones')
export class ProgramacionesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Runs(ListProgramacionesQuery)
  @Reads({ summary: 'Lista las programaciones', answer: ListaProgramaciones })
  list(@Context() context: RequestContext) {
    return this.queries.execute(new ListProgramacionesQuery(context));
  }

  @Get('tipos')
  @Runs(ListTiposQuery)
  @Reads({ summary: 'Lista los tipos de trabajo, con el esquema de sus parámetros', answer: ListaTipos })
  tipos(@Context() context: RequestContext) {
    return this.queries.execute(new ListTiposQuery(context));
  }

  @Post('previsualizacion')
  @Runs(GetPrevisualizacionQuery)
  @HttpCode(200)
  @Acts({
    summary: 'Dice cuándo correría un horario que no se guarda: sus diez horas siguientes',
    body: HorarioInput,
    answer: Previsualizacion,
  })
  foresee(@Body() horario: HorarioInput, @Context() context: RequestContext) {
    return this.queries.execute(new GetPrevisualizacionQuery(horario, context, horario.desde));
  }

  @Post()
  @Runs(CreateProgramacionCommand)
  @Creates({
    summary: 'Crea una programación: un trabajo y cuándo corre',
    body: ProgramacionInput,
    answer: Programacion,
  })
  async create(
    @Body() input: ProgramacionInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const programacion = await this.commands.execute(new CreateProgramacionCommand(input, context));
    return tagged(reply, created(reply, `/v1/programaciones/${programacion.id}`, programacion));
  }

  @Get(':id')
  @Runs(GetProgramacionQuery)
  @Reads({ summary: 'Lee una programación', answer: Programacion })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    return tagged(reply, await this.queries.execute(new GetProgramacionQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangeProgramacionCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia una programación; lo que no se indica queda igual',
    body: CambioProgramacion,
    answer: Programacion,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: CambioProgramacion,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    return tagged(
      reply,
      await this.commands.execute(new ChangeProgramacionCommand(id, change, context, ifMatch)),
    );
  }

  @Delete(':id')
  @Runs(RemoveProgramacionCommand)
  @HttpCode(204)
  @HonoursIfMatch()
  @Removes({ summary: 'Elimina una programación; sus ejecuciones quedan' })
  remove(
    @Param('id', UuidPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new RemoveProgramacionCommand(id, context, ifMatch));
  }

  @Post(':id/ejecucion')
  @Runs(StartEjecucionCommand)
  @Starts({
    summary: 'Ejecuta el trabajo ahora, aunque la programación esté pausada',
    body: EjecucionInput,
    answer: Ejecucion,
  })
  async start(
    @Param('id', UuidPipe) id: string,
    @Body() input: EjecucionInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const run = await this.commands.execute(new StartEjecucionCommand(id, input, context));
    return accepted(reply, `/v1/ejecuciones/${run.id}`, run);
  }

  @Post(':id/pausa')
  @Runs(ChangeProgramacionCommand)
  @HttpCode(200)
  @Acts({ summary: 'Pausa una programación: el reloj ya no inicia nada', answer: Programacion })
  async pause(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    return tagged(
      reply,
      await this.commands.execute(new ChangeProgramacionCommand(id, { pausada: true }, context)),
    );
  }

  @Delete(':id/pausa')
  @Runs(ChangeProgramacionCommand)
  @Acts({
    summary: 'Reanuda una programación desde ahora: lo que no corrió en pausa no se recupera',
    answer: Programacion,
  })
  async resume(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    return tagged(
      reply,
      await this.commands.execute(new ChangeProgramacionCommand(id, { pausada: false }, context)),
    );
  }

  @Get(':id/previsualizacion')
  @Runs(GetPrevisualizacionQuery)
  @Reads({
    summary: 'Dice sus diez horas siguientes, aunque esté pausada',
    query: PrevisualizacionInput,
    answer: Previsualizacion,
  })
  foreseeOf(
    @Param('id', UuidPipe) id: string,
    @Query() { desde }: PrevisualizacionInput,
    @Context() context: RequestContext,
  ) {
    return this.queries.execute(new GetPrevisualizacionQuery(id, context, desde));
  }
}
