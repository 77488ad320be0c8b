import { Module } from '@nestjs/common';
import { CreateCentroHandler } from '../../commands/centros/create-centro.handler.js';
import { GetCentroHandler } from '../../queries/centros/get-centro.handler.js';
import { CentrosController } from './centros.controller.js';

const commandHandlers = [CreateCentroHandler];
const queryHandlers = [GetCentroHandler];

@Module({ controllers: [CentrosController], providers: [...commandHandlers, ...queryHandlers] })
export class CentrosModule {}
