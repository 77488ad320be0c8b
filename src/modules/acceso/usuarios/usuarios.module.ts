import { Module } from '@nestjs/common';
import { ChangePasswordHandler } from '../../../commands/acceso/change-password.handler.js';
import { ChangePermisosHandler } from '../../../commands/acceso/change-permisos.handler.js';
import { ChangePreferenciasHandler } from '../../../commands/acceso/change-preferencias.handler.js';
import { ChangeUsuarioHandler } from '../../../commands/acceso/change-usuario.handler.js';
import { ConfirmEmailHandler } from '../../../commands/acceso/confirm-email.handler.js';
import { RegisterUsuarioHandler } from '../../../commands/acceso/register-usuario.handler.js';
import { RequestConfirmacionHandler } from '../../../commands/acceso/request-confirmacion.handler.js';
import { RequestRecuperacionHandler } from '../../../commands/acceso/request-recuperacion.handler.js';
import { ResetPasswordHandler } from '../../../commands/acceso/reset-password.handler.js';
import { SetBloqueoHandler } from '../../../commands/acceso/set-bloqueo.handler.js';
import { GetPreferenciasHandler } from '../../../queries/acceso/get-preferencias.handler.js';
import { GetUsuarioHandler } from '../../../queries/acceso/get-usuario.handler.js';
import { GetUsuarioPropioHandler } from '../../../queries/acceso/get-usuario-propio.handler.js';
import { ListUsuariosHandler } from '../../../queries/acceso/list-usuarios.handler.js';
import { CorreoController } from '../correo/correo.controller.js';
import { UsuariosController } from './usuarios.controller.js';

const commandHandlers = [
  ChangePasswordHandler,
  ChangePermisosHandler,
  ChangePreferenciasHandler,
  ChangeUsuarioHandler,
  ConfirmEmailHandler,
  RegisterUsuarioHandler,
  RequestConfirmacionHandler,
  RequestRecuperacionHandler,
  ResetPasswordHandler,
  SetBloqueoHandler,
];
const queryHandlers = [
  GetPreferenciasHandler,
  GetUsuarioHandler,
  GetUsuarioPropioHandler,
  ListUsuariosHandler,
];

/** People: who they are, what they may do, and how they leave. */
@Module({
  controllers: [CorreoController, UsuariosController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class AccesoUsuariosModule {}
