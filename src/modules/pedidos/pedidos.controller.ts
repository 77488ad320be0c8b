import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AddPagoCommand } from '../../commands/pedidos/add-pago.command.js';
import { CancelPedidoCommand } from '../../commands/pedidos/cancel-pedido.command.js';
import { CreatePedidoCommand } from '../../commands/pedidos/create-pedido.command.js';
import { MovePedidoCommand } from '../../commands/pedidos/move-pedido.command.js';
import { QuotePedidoCommand } from '../../commands/pedidos/quote-pedido.command.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Runs } from '../../platform/access/runs.js';
import { Acts, Creates, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { tagged } from '../../platform/http/version-tag.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetPedidoQuery } from '../../queries/pedidos/get-pedido.query.js';
import { ListHechosQuery } from '../../queries/pedidos/list-hechos.query.js';
import { ListPedidosQuery } from '../../queries/pedidos/list-pedidos.query.js';
import { Pago, PagoInput } from '../pagos/contract.js';
import {
  CancelacionPedidoInput,
  EntregaRetiroInput,
  ListPedidosInput,
  PreparacionInput,
} from './pedido-actions.dto.js';
import {
  Cotizacion,
  CotizacionInput,
  ListaHechos,
  PaginaPedidos,
  Pedido,
  PedidoInput,
} from './pedido.dto.js';

@ApiTags('pedidos')
@Controller('v1/pedidos')
export class PedidosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreatePedidoCommand)
  @Creates({ summary: 'Hace un pedido de un comercio', body: PedidoInput, answer: Pedido, key: true })
  async create(
    @Body() input: PedidoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const pedido = await this.commands.execute(new CreatePedidoCommand(input, context));
    return created(reply, `/v1/pedidos/${pedido.id}`, pedido);
  }

  @Post('cotizacion')
  @Runs(QuotePedidoCommand)
  @HttpCode(200)
  @Acts({
    summary: 'Dice cuánto costaría un pedido; no guarda nada',
    body: CotizacionInput,
    answer: Cotizacion,
  })
  quote(@Body() input: CotizacionInput, @Context() context: RequestContext) {
    return this.commands.execute(new QuotePedidoCommand(input, context));
  }

  @Get()
  @Runs(ListPedidosQuery)
  @Reads({ summary: 'Lista y busca pedidos', query: ListPedidosInput, answer: PaginaPedidos })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListPedidosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListPedidosQuery(input, context));
  }

  @Get(':id')
  @Runs(GetPedidoQuery)
  @Reads({ summary: 'Lee un pedido', answer: Pedido })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetPedidoQuery(id, context)));
  }

  @Get(':id/hechos')
  @Runs(ListHechosQuery)
  @Reads({ summary: 'Lee la historia entera de un pedido', answer: ListaHechos })
  story(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new ListHechosQuery(id, context));
  }

  @Post(':id/pagos')
  @Runs(AddPagoCommand)
  @Creates({
    summary: 'Paga de otro modo lo que falta de un pedido que espera su dinero',
    body: PagoInput,
    answer: Pago,
    key: true,
  })
  async pay(
    @Param('id', UuidPipe) id: string,
    @Body() input: PagoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const pago = await this.commands.execute(new AddPagoCommand(id, input, context));
    return created(reply, `/v1/pagos/${pago.id}`, pago);
  }

  @Post(':id/preparacion')
  @Runs(MovePedidoCommand)
  @HttpCode(200)
  @Acts({
    summary: 'El comercio acepta un pedido y empieza a prepararlo',
    body: PreparacionInput,
    answer: Pedido,
  })
  prepare(
    @Param('id', UuidPipe) id: string,
    @Body() { minutos }: PreparacionInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new MovePedidoCommand(id, { name: 'preparar', minutos }, context));
  }

  @Post(':id/listo')
  @Runs(MovePedidoCommand)
  @HttpCode(200)
  @Acts({
    summary: 'El pedido está listo: sale de las existencias y, si se lleva, se crea su envío',
    answer: Pedido,
  })
  finish(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new MovePedidoCommand(id, { name: 'alistar' }, context));
  }

  @Post(':id/entrega')
  @Runs(MovePedidoCommand)
  @HttpCode(200)
  @Acts({
    summary: 'Entrega un pedido a quien lo retira, con su código',
    body: EntregaRetiroInput,
    answer: Pedido,
  })
  handOver(
    @Param('id', UuidPipe) id: string,
    @Body() { codigoRetiro }: EntregaRetiroInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new MovePedidoCommand(id, { name: 'entregar', codigoRetiro }, context));
  }

  @Post(':id/cancelacion')
  @Runs(CancelPedidoCommand)
  @HttpCode(200)
  @Acts({
    summary: 'Cancela un pedido: todo lo que hizo se deshace',
    body: CancelacionPedidoInput,
    answer: Pedido,
  })
  cancel(
    @Param('id', UuidPipe) id: string,
    @Body() input: CancelacionPedidoInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new CancelPedidoCommand(id, input, context));
  }
}
