import { Module } from '@nestjs/common';
import { AddPagoHandler } from '../../commands/pedidos/add-pago.handler.js';
import { CancelPedidoHandler } from '../../commands/pedidos/cancel-pedido.handler.js';
import { CreateCuponHandler } from '../../commands/pedidos/create-cupon.handler.js';
import { CreatePedidoHandler } from '../../commands/pedidos/create-pedido.handler.js';
import { MovePedidoHandler } from '../../commands/pedidos/move-pedido.handler.js';
import { QuotePedidoHandler } from '../../commands/pedidos/quote-pedido.handler.js';
import { GetPedidoHandler } from '../../queries/pedidos/get-pedido.handler.js';
import { ListCuponesHandler } from '../../queries/pedidos/list-cupones.handler.js';
import { ListHechosHandler } from '../../queries/pedidos/list-hechos.handler.js';
import { ListPedidosHandler } from '../../queries/pedidos/list-pedidos.handler.js';
import { CatalogoModule } from '../catalogo/catalogo.module.js';
import { EnviosModule } from '../envios/envios.module.js';
import { PagosModule } from '../pagos/pagos.module.js';
import { PeriodosModule } from '../periodos/periodos.module.js';
import { CuponBook } from './cupones/cupon-book.js';
import { CuponesController } from './cupones/cupones.controller.js';
import { EnviosReader } from './envios-reader.js';
import { PagosReader } from './pagos-reader.js';
import { PedidoExpiry, PedidoForgetting } from './pedido-deadlines.js';
import { PedidoEnvio } from './pedido-envio.js';
import { PedidoMover } from './pedido-mover.js';
import { PedidoPlacer } from './pedido-placer.js';
import { PedidoReader } from './pedido-reader.js';
import { PedidoWriter } from './pedido-writer.js';
import { PedidosController } from './pedidos.controller.js';
import { BasketPricer } from './precio/basket-pricer.js';

const commandHandlers = [
  AddPagoHandler,
  CancelPedidoHandler,
  CreateCuponHandler,
  CreatePedidoHandler,
  MovePedidoHandler,
  QuotePedidoHandler,
];
const queryHandlers = [GetPedidoHandler, ListCuponesHandler, ListHechosHandler, ListPedidosHandler];
const writers = [BasketPricer, CuponBook, PedidoEnvio, PedidoMover, PedidoPlacer, PedidoReader, PedidoWriter];
const reactions = [EnviosReader, PagosReader, PedidoExpiry, PedidoForgetting];

@Module({
  imports: [CatalogoModule, EnviosModule, PagosModule, PeriodosModule],
  controllers: [PedidosController, CuponesController],
  providers: [...commandHandlers, ...queryHandlers, ...writers, ...reactions],
})
export class PedidosModule {}
