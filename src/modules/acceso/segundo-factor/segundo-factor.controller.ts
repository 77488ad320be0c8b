import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ShowSegundoFactorCommand } from '../../../commands/acceso/show-segundo-factor.command.js';
import { StartSegundoFactorCommand } from '../../../commands/acceso/start-segundo-factor.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, ActsSilently } from '../../../platform/http/api-docs.js';
import { CodigoInput, SegundoFactorNuevo } from './segundo-factor.dto.js';

@ApiTags('sesiones')
@Controller('v1')
export class SegundoFactorController {
  constructor(private readonly commands: CommandBus) {}

  @Post('usuarios/yo/segundo-factor')
  @Runs(StartSegundoFactorCommand)
  @Acts({
    summary: 'Prepara un segundo factor; se muestra esta vez',
    answer: SegundoFactorNuevo,
    status: 201,
  })
  start(@Context() context: RequestContext) {
    return this.commands.execute(new StartSegundoFactorCommand(context));
  }

  @Post('usuarios/yo/segundo-factor/confirmacion')
  @Runs(ShowSegundoFactorCommand)
  @HttpCode(204)
  @ActsSilently({ summary: 'Activa el segundo factor con su primer código', body: CodigoInput })
  async confirm(@Body() { codigo }: CodigoInput, @Context() context: RequestContext) {
    await this.commands.execute(new ShowSegundoFactorCommand(codigo, 'activar', context));
  }

  @Post('usuarios/yo/segundo-factor/retiro')
  @Runs(ShowSegundoFactorCommand)
  @HttpCode(204)
  @ActsSilently({ summary: 'Retira el segundo factor', body: CodigoInput })
  async remove(@Body() { codigo }: CodigoInput, @Context() context: RequestContext) {
    await this.commands.execute(new ShowSegundoFactorCommand(codigo, 'retirar', context));
  }

  @Post('sesiones/actual/segundo-factor')
  @Runs(ShowSegundoFactorCommand)
  @HttpCode(204)
  @ActsSilently({
    summary: 'Muestra el segundo factor de la sesión; el próximo refresco trae sus permisos',
    body: CodigoInput,
  })
  async show(@Body() { codigo }: CodigoInput, @Context() context: RequestContext) {
    await this.commands.execute(new ShowSegundoFactorCommand(codigo, 'sesion', context));
  }
}
