import { Module } from '@nestjs/common';
import { SetNivelRegistroHandler } from '../../commands/operacion/set-nivel-registro.handler.js';
import { GetNivelRegistroHandler } from '../../queries/operacion/get-nivel-registro.handler.js';
import { RegistroController } from './registro.controller.js';

const commandHandlers = [SetNivelRegistroHandler];
const queryHandlers = [GetNivelRegistroHandler];

/** What operators change while the house runs. */
@Module({ controllers: [RegistroController], providers: [...commandHandlers, ...queryHandlers] })
export class OperacionModule {}
