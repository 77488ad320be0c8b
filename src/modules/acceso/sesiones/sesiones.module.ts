import { Module } from '@nestjs/common';
import { EndSesionHandler } from '../../../commands/acceso/end-sesion.handler.js';
import { FinishInicioExternoHandler } from '../../../commands/acceso/finish-inicio-externo.handler.js';
import { OpenSesionHandler } from '../../../commands/acceso/open-sesion.handler.js';
import { RefreshSesionHandler } from '../../../commands/acceso/refresh-sesion.handler.js';
import { RotateLlavesHandler } from '../../../commands/acceso/rotate-llaves.handler.js';
import { ShowSegundoFactorHandler } from '../../../commands/acceso/show-segundo-factor.handler.js';
import { StartInicioExternoHandler } from '../../../commands/acceso/start-inicio-externo.handler.js';
import { StartSegundoFactorHandler } from '../../../commands/acceso/start-segundo-factor.handler.js';
import { GetLlavesHandler } from '../../../queries/acceso/get-llaves.handler.js';
import { ListSesionesHandler } from '../../../queries/acceso/list-sesiones.handler.js';
import { EmisoresController } from '../emisores/emisores.controller.js';
import { SegundoFactorController } from '../segundo-factor/segundo-factor.controller.js';
import { LlavesController } from './llaves.controller.js';
import { SesionesController } from './sesiones.controller.js';

const commandHandlers = [
  EndSesionHandler,
  FinishInicioExternoHandler,
  OpenSesionHandler,
  RefreshSesionHandler,
  RotateLlavesHandler,
  ShowSegundoFactorHandler,
  StartInicioExternoHandler,
  StartSegundoFactorHandler,
];
const queryHandlers = [GetLlavesHandler, ListSesionesHandler];

/** Coming in, staying in and leaving. */
@Module({
  controllers: [EmisoresController, LlavesController, SegundoFactorController, SesionesController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class SesionesModule {}
