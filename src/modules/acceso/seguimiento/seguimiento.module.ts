import { Module } from '@nestjs/common';
import { CreateSeguimientoHandler } from '../../../commands/acceso/create-seguimiento.handler.js';
import { RevokeSeguimientoHandler } from '../../../commands/acceso/revoke-seguimiento.handler.js';
import { GetSeguimientoHandler } from '../../../queries/acceso/get-seguimiento.handler.js';
import { ListSeguimientosHandler } from '../../../queries/acceso/list-seguimientos.handler.js';
import { EnviosModule } from '../../envios/envios.module.js';
import { SeguimientoController } from './seguimiento.controller.js';
import { SeguimientosController } from './seguimientos.controller.js';

const commandHandlers = [CreateSeguimientoHandler, RevokeSeguimientoHandler];
const queryHandlers = [GetSeguimientoHandler, ListSeguimientosHandler];

/** Pages for those who wait, by a token. */
@Module({
  imports: [EnviosModule],
  controllers: [SeguimientoController, SeguimientosController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class SeguimientoModule {}
