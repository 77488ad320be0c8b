import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangeComercioCommand } from '../../../commands/catalogo/change-comercio.command.js';
import { CreateComercioCommand } from '../../../commands/catalogo/create-comercio.command.js';
import { SetDisponibilidadCommand } from '../../../commands/catalogo/set-disponibilidad.command.js';
import { SetExcepcionesCommand } from '../../../commands/catalogo/set-excepciones.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, Creates, HonoursIfMatch, Reads } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { tagged } from '../../../platform/http/version-tag.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { GetComercioQuery } from '../../../queries/catalogo/get-comercio.query.js';
import { GetMenuQuery } from '../../../queries/catalogo/get-menu.query.js';
import { ListComerciosQuery } from '../../../queries/catalogo/list-comercios.query.js';
import { ListComerciosInput } from './comercio-filter.dto.js';
import {
  Comercio,
  ComercioCambio,
  ComercioInput,
  DisponibilidadComercio,
  PaginaComercios,
} from './comercio.dto.js';
import { excepcionesOf, MAX_EXCEPCIONES } from './excepciones.params.js';
import { Excepcion } from './horario.dto.js';
import { Menu } from './menu.dto.js';

/** What lies between us and a buyer may keep a menu for 30 s in all: 20 s as it is, and 10 s while it asks for a newer one. */
const MENU_CACHE = 'public, max-age=0, s-maxage=20, stale-while-revalidate=10';

@ApiTags('comercios')
@Controller('v1/comercios')
export class ComerciosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateComercioCommand)
  @Creates({ summary: 'Crea un comercio', body: ComercioInput, answer: Comercio })
  async create(
    @Body() input: ComercioInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const comercio = await this.commands.execute(new CreateComercioCommand(input, context));
    return created(reply, `/v1/comercios/${comercio.id}`, comercio);
  }

  @Get()
  @Runs(ListComerciosQuery)
  @Reads({
    summary: 'Lista y busca comercios: por palabras, lugar, cocina y si están abiertos',
    query: ListComerciosInput,
    answer: PaginaComercios,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListComerciosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListComerciosQuery(input, context));
  }

  @Get(':id')
  @Runs(GetComercioQuery)
  @Reads({ summary: 'Lee un comercio', answer: Comercio })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetComercioQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangeComercioCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia un comercio; lo que no se indica queda igual',
    body: ComercioCambio,
    answer: Comercio,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: ComercioCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(
      reply,
      await this.commands.execute(new ChangeComercioCommand(id, change, context, ifMatch)),
    );
  }

  @Put(':id/disponibilidad')
  @Runs(SetDisponibilidadCommand)
  @Acts({
    summary: 'Pausa un comercio, o hace que acepte pedidos otra vez',
    body: DisponibilidadComercio,
    answer: Comercio,
  })
  pause(
    @Param('id', UuidPipe) id: string,
    @Body() input: DisponibilidadComercio,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new SetDisponibilidadCommand(id, input, context));
  }

  @Put(':id/excepciones')
  @Runs(SetExcepcionesCommand)
  @Acts({
    summary: 'Dice qué días tienen otro horario que el de su día de la semana, o ninguno',
    body: Excepcion,
    list: MAX_EXCEPCIONES,
    answer: Comercio,
  })
  except(
    @Param('id', UuidPipe) id: string,
    @Req() { body }: FastifyRequest,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new SetExcepcionesCommand(id, excepcionesOf(body), context));
  }

  @Get(':id/menu')
  @Runs(GetMenuQuery)
  @Header('cache-control', MENU_CACHE)
  @Reads({ summary: 'Lee el menú de un comercio: lo que vende ahora', answer: Menu })
  menu(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetMenuQuery(id, context));
  }
}
