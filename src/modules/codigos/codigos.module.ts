import { Module } from '@nestjs/common';
import { ReserveCodigosHandler } from '../../commands/codigos/reserve-codigos.handler.js';
import { GetBloqueHandler } from '../../queries/codigos/get-bloque.handler.js';
import { ListBloquesHandler } from '../../queries/codigos/list-bloques.handler.js';
import { CodigoBook } from './codigo-book.js';
import { CodigosController } from './codigos.controller.js';

const commandHandlers = [ReserveCodigosHandler];
const queryHandlers = [GetBloqueHandler, ListBloquesHandler];

@Module({
  controllers: [CodigosController],
  providers: [...commandHandlers, ...queryHandlers, CodigoBook],
  exports: [CodigoBook],
})
export class CodigosModule {}
