import { Module } from '@nestjs/common';
import { CreateReembolsoHandler } from '../../commands/pagos/create-reembolso.handler.js';
import { CreateValeHandler } from '../../commands/pagos/create-vale.handler.js';
import { RecordCobroHandler } from '../../commands/pagos/record-cobro.handler.js';
import { GetPagoHandler } from '../../queries/pagos/get-pago.handler.js';
import { ListValesHandler } from '../../queries/pagos/list-vales.handler.js';
import { PagoBook } from './pago-book.js';
import { PagosController } from './pagos.controller.js';
import { ValeBook } from './vales/vale-book.js';

const commandHandlers = [CreateReembolsoHandler, CreateValeHandler, RecordCobroHandler];
const queryHandlers = [GetPagoHandler, ListValesHandler];

@Module({
  controllers: [PagosController],
  providers: [...commandHandlers, ...queryHandlers, PagoBook, ValeBook],
  exports: [PagoBook],
})
export class PagosModule {}
