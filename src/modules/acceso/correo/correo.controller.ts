import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ConfirmEmailCommand } from '../../../commands/acceso/confirm-email.command.js';
import { RequestConfirmacionCommand } from '../../../commands/acceso/request-confirmacion.command.js';
import { RequestRecuperacionCommand } from '../../../commands/acceso/request-recuperacion.command.js';
import { ResetPasswordCommand } from '../../../commands/acceso/reset-password.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { ActsSilently } from '../../../platform/http/api-docs.js';
import { ClaveNueva, ConfirmacionInput, RecuperacionInput } from './correo.dto.js';

@ApiTags('usuarios')
@Controller('v1/usuarios')
export class CorreoController {
  constructor(private readonly commands: CommandBus) {}

  @Post('recuperacion')
  @Runs(RequestRecuperacionCommand)
  @HttpCode(202)
  @ActsSilently({
    summary: 'Envía por correo con qué elegir otra clave, si alguien tiene ese correo',
    body: RecuperacionInput,
    status: 202,
  })
  async recover(@Body() { email }: RecuperacionInput, @Context() context: RequestContext) {
    await this.commands.execute(new RequestRecuperacionCommand(email, context));
  }

  @Post('clave')
  @Runs(ResetPasswordCommand)
  @HttpCode(204)
  @ActsSilently({ summary: 'Cambia la clave de quien recibió el correo', body: ClaveNueva })
  async reset(@Body() input: ClaveNueva, @Context() context: RequestContext) {
    await this.commands.execute(new ResetPasswordCommand(input, context));
  }

  @Post('confirmacion')
  @Runs(ConfirmEmailCommand)
  @HttpCode(204)
  @ActsSilently({ summary: 'Confirma el correo de quien lo recibió', body: ConfirmacionInput })
  async confirm(@Body() { token }: ConfirmacionInput, @Context() context: RequestContext) {
    await this.commands.execute(new ConfirmEmailCommand(token, context));
  }

  @Post('yo/confirmacion')
  @Runs(RequestConfirmacionCommand)
  @HttpCode(202)
  @ActsSilently({ summary: 'Envía otra vez el correo de confirmación', status: 202 })
  async sendAgain(@Context() context: RequestContext) {
    await this.commands.execute(new RequestConfirmacionCommand(context));
  }
}
