import { Controller, Delete, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequestBajaCommand } from '../../../commands/acceso/request-baja.command.js';
import { RequestDatosCommand } from '../../../commands/acceso/request-datos.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { accepted } from '../../../platform/http/accepted.js';
import { Acts, GivesJsonFile, Reads } from '../../../platform/http/api-docs.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { GetArchivoDatosQuery } from '../../../queries/acceso/get-archivo-datos.query.js';
import { GetBajaQuery } from '../../../queries/acceso/get-baja.query.js';
import { GetDatosQuery } from '../../../queries/acceso/get-datos.query.js';
import { Baja, TramiteDatos } from './tramite.dto.js';

@ApiTags('usuarios')
@Controller('v1')
export class PersonasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('usuarios/yo/datos')
  @Runs(RequestDatosCommand)
  @Acts({
    summary: 'Pide todo lo que se guarda de quien lo pide, en un archivo',
    answer: TramiteDatos,
    status: 202,
  })
  async request(@Context() context: RequestContext, @Res({ passthrough: true }) reply: FastifyReply) {
    const tramite = await this.commands.execute(new RequestDatosCommand(context));
    return accepted(reply, `/v1/usuarios/yo/datos/${tramite.id}`, tramite);
  }

  @Get('usuarios/yo/datos/:id')
  @Runs(GetDatosQuery)
  @Reads({ summary: 'Lee cómo va el archivo con los datos de quien lo pide', answer: TramiteDatos })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetDatosQuery(id, context));
  }

  @Get('usuarios/yo/datos/:id/archivo')
  @Runs(GetArchivoDatosQuery)
  @GivesJsonFile({ summary: 'Descarga los datos de quien lo pide' })
  async file(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    const stream = await this.queries.execute(new GetArchivoDatosQuery(id, context));
    const disposition = `attachment; filename="datos-${id}.json"`;
    return new StreamableFile(stream, { type: 'application/json', disposition });
  }

  @Delete('usuarios/yo')
  @Runs(RequestBajaCommand)
  @Acts({
    summary: 'Se va quien lo pide: se borra todo lo que se guarda de él, y se dice qué queda y por qué',
    answer: Baja,
    status: 202,
  })
  async leave(@Context() context: RequestContext, @Res({ passthrough: true }) reply: FastifyReply) {
    const baja = await this.commands.execute(new RequestBajaCommand(context));
    return accepted(reply, `/v1/bajas/${baja.token}`, baja);
  }

  @Get('bajas/:token')
  @Runs(GetBajaQuery)
  @Reads({ summary: 'Lee cómo va la baja de quien tiene el token', answer: Baja })
  baja(@Param('token') token: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetBajaQuery(token, context));
  }
}
