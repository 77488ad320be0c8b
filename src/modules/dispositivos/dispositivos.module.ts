import { Module } from '@nestjs/common';
import { GetDispositivoHandler } from '../../queries/dispositivos/get-dispositivo.handler.js';
import { ListDispositivosHandler } from '../../queries/dispositivos/list-dispositivos.handler.js';
import { DispositivoWriter } from './dispositivo-writer.js';
import { DispositivosController } from './dispositivos.controller.js';

const queryHandlers = [GetDispositivoHandler, ListDispositivosHandler];

@Module({
  controllers: [DispositivosController],
  providers: [...queryHandlers, DispositivoWriter],
  exports: [DispositivoWriter],
})
export class DispositivosModule {}
