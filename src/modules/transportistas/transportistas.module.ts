import { Module } from '@nestjs/common';
import { ChangeTransportistaHandler } from '../../commands/transportistas/change-transportista.handler.js';
import { CreateTransportistaHandler } from '../../commands/transportistas/create-transportista.handler.js';
import { GetTransportistaHandler } from '../../queries/transportistas/get-transportista.handler.js';
import { ListTransportistasHandler } from '../../queries/transportistas/list-transportistas.handler.js';
import { ProgramacionesModule } from '../programaciones/programaciones.module.js';
import { TransportistasController } from './transportistas.controller.js';

const commandHandlers = [ChangeTransportistaHandler, CreateTransportistaHandler];
const queryHandlers = [GetTransportistaHandler, ListTransportistasHandler];

@Module({
  imports: [ProgramacionesModule],
  controllers: [TransportistasController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class TransportistasModule {}
