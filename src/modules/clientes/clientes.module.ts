import { Module } from '@nestjs/common';
import { CreateClienteHandler } from '../../commands/clientes/create-cliente.handler.js';
import { GetClienteHandler } from '../../queries/clientes/get-cliente.handler.js';
import { ClientesController } from './clientes.controller.js';

const commandHandlers = [CreateClienteHandler];
const queryHandlers = [GetClienteHandler];

@Module({ controllers: [ClientesController], providers: [...commandHandlers, ...queryHandlers] })
export class ClientesModule {}
