import { Module } from '@nestjs/common';
import { ChangeClienteHandler } from '../../commands/clientes/change-cliente.handler.js';
import { CreateClienteHandler } from '../../commands/clientes/create-cliente.handler.js';
import { GetClienteHandler } from '../../queries/clientes/get-cliente.handler.js';
import { ListClientesHandler } from '../../queries/clientes/list-clientes.handler.js';
import { ProgramacionesModule } from '../programaciones/programaciones.module.js';
import { ClientesController } from './clientes.controller.js';

const commandHandlers = [ChangeClienteHandler, CreateClienteHandler];
const queryHandlers = [GetClienteHandler, ListClientesHandler];

@Module({
  imports: [ProgramacionesModule],
  controllers: [ClientesController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class ClientesModule {}
