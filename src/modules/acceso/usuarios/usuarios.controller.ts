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
  Put,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangePasswordCommand } from '../../../commands/acceso/change-password.command.js';
import { ChangePermisosCommand } from '../../../commands/acceso/change-permisos.command.js';
import { ChangePreferenciasCommand } from '../../../commands/acceso/change-preferencias.command.js';
import { ChangeUsuarioCommand } from '../../../commands/acceso/change-usuario.command.js';
import { RegisterUsuarioCommand } from '../../../commands/acceso/register-usuario.command.js';
import { SetBloqueoCommand } from '../../../commands/acceso/set-bloqueo.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, ActsSilently, HonoursIfMatch, Reads } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { tagged } from '../../../platform/http/version-tag.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { GetPreferenciasQuery } from '../../../queries/acceso/get-preferencias.query.js';
import { GetUsuarioPropioQuery } from '../../../queries/acceso/get-usuario-propio.query.js';
import { GetUsuarioQuery } from '../../../queries/acceso/get-usuario.query.js';
import { ListUsuariosQuery } from '../../../queries/acceso/list-usuarios.query.js';
import { CambioClave } from './password.dto.js';
import { Preferencias } from './preferencias.dto.js';
import {
  ListUsuariosInput,
  PaginaUsuarios,
  Usuario,
  UsuarioCambio,
  UsuarioInput,
  UsuarioPermisos,
} from './usuario.dto.js';

@ApiTags('usuarios')
@Controller('v1/usuarios')
export class UsuariosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(RegisterUsuarioCommand)
  @Acts({ summary: 'Registra a una persona', body: UsuarioInput, answer: Usuario, status: 201 })
  async register(
    @Body() input: UsuarioInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const usuario = await this.commands.execute(new RegisterUsuarioCommand(input, context));
    return created(reply, `/v1/usuarios/${usuario.id}`, usuario);
  }

  @Get()
  @Runs(ListUsuariosQuery)
  @Reads({
    summary: 'Lista a las personas, las más nuevas primero',
    query: ListUsuariosInput,
    answer: PaginaUsuarios,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListUsuariosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListUsuariosQuery(input, context));
  }

  @Get('yo')
  @Runs(GetUsuarioPropioQuery)
  @Reads({ summary: 'Lee a quien lo pide', answer: Usuario })
  async me(@Context() context: RequestContext, @Res({ passthrough: true }) reply: FastifyReply) {
    return tagged(reply, await this.queries.execute(new GetUsuarioPropioQuery(context)));
  }

  @Patch('yo')
  @Runs(ChangeUsuarioCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia a quien lo pide; lo que no se indica queda igual',
    body: UsuarioCambio,
    answer: Usuario,
  })
  async change(
    @Body() change: UsuarioCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.commands.execute(new ChangeUsuarioCommand(change, context, ifMatch)));
  }

  @Post('yo/clave')
  @Runs(ChangePasswordCommand)
  @HttpCode(204)
  @ActsSilently({
    summary: 'Cambia la clave de quien lo pide; sus otras sesiones terminan',
    body: CambioClave,
  })
  async changePassword(@Body() input: CambioClave, @Context() context: RequestContext) {
    await this.commands.execute(new ChangePasswordCommand(input, context));
  }

  @Get('yo/preferencias')
  @Runs(GetPreferenciasQuery)
  @Reads({ summary: 'Lee lo que los programas de quien lo pide recuerdan de él', answer: Preferencias })
  preferences(@Context() context: RequestContext) {
    return this.queries.execute(new GetPreferenciasQuery(context));
  }

  @Put('yo/preferencias')
  @Runs(ChangePreferenciasCommand)
  @Acts({
    summary: 'Guarda lo que los programas de quien lo pide recuerdan de él',
    body: Preferencias,
    answer: Preferencias,
  })
  changePreferences(@Body() input: Preferencias, @Context() context: RequestContext) {
    return this.commands.execute(new ChangePreferenciasCommand(input, context));
  }

  @Get(':id')
  @Runs(GetUsuarioQuery)
  @Reads({ summary: 'Lee a una persona', answer: Usuario })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetUsuarioQuery(id, context)));
  }

  @Patch(':id')
  @Runs(ChangePermisosCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia lo que una persona puede hacer; lo que no se indica queda igual',
    body: UsuarioPermisos,
    answer: Usuario,
  })
  async changeRights(
    @Param('id', UuidPipe) id: string,
    @Body() change: UsuarioPermisos,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(
      reply,
      await this.commands.execute(new ChangePermisosCommand(id, change, context, ifMatch)),
    );
  }

  @Post(':id/bloqueo')
  @Runs(SetBloqueoCommand)
  @HttpCode(200)
  @Acts({ summary: 'Bloquea a una persona: sus sesiones terminan', answer: Usuario })
  block(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new SetBloqueoCommand(id, true, context));
  }

  @Delete(':id/bloqueo')
  @Runs(SetBloqueoCommand)
  @Reads({ summary: 'Deja entrar de nuevo a una persona', answer: Usuario })
  unblock(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new SetBloqueoCommand(id, false, context));
  }
}
