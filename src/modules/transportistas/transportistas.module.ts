import { Module } from '@nestjs/common';
import { CreateTransportistaHandler } from '../../commands/transportistas/create-transportista.handler.js';
import { GetTransportistaHandler } from '../../queries/transportistas/get-transportista.handler.js';
import { TransportistasController } from './transportistas.controller.js';

const commandHandlers = [CreateTransportistaHandler];
const queryHandlers = [GetTransportistaHandler];

@Module({ controllers: [TransportistasController], providers: [...commandHandlers, ...queryHandlers] })
export class TransportistasModule {}
