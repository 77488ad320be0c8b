import {
  Body,
  Controller,
  Get,
  Headers,
  Param,
  Patch,
  Post,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AdjustExistenciasCommand } from '../../../commands/catalogo/adjust-existencias.command.js';
import { ChangeProductoCommand } from '../../../commands/catalogo/change-producto.command.js';
import { CreateProductoCommand } from '../../../commands/catalogo/create-producto.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, Creates, HonoursIfMatch, Reads } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { tagged } from '../../../platform/http/version-tag.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { readBy } from '../../../platform/validation/validation-pipe.js';
import { GetProductoQuery } from '../../../queries/catalogo/get-producto.query.js';
import { ListProductosQuery } from '../../../queries/catalogo/list-productos.query.js';
import { Movimiento, MovimientoInput } from '../existencias/existencias.dto.js';
import { attributeFilters } from './attribute-filter.params.js';
import { ListProductosInput } from './producto-filter.dto.js';
import { PaginaProductos, Producto, ProductoCambio, ProductoInput } from './producto.dto.js';

@ApiTags('productos')
@Controller('v1')
export class ProductosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('comercios/:id/productos')
  @Runs(CreateProductoCommand)
  @Creates({ summary: 'Crea un producto de un comercio', body: ProductoInput, answer: Producto })
  async create(
    @Param('id', UuidPipe) id: string,
    @Body() input: ProductoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const producto = await this.commands.execute(new CreateProductoCommand(id, input, context));
    return created(reply, `/v1/productos/${producto.id}`, producto);
  }

  // What its attributes are asked by has names of their own, which no class can list.
  @Get('productos')
  @Runs(ListProductosQuery)
  @Reads({
    summary:
      'Lista y busca productos, los más nuevos primero; `atributo.<nombre>=<valor>` o `=<mínimo>..<máximo>` filtra por un atributo',
    query: ListProductosInput,
    answer: PaginaProductos,
  })
  @UseInterceptors(NextLinkInterceptor)
  list(@Req() { query }: FastifyRequest, @Context() context: RequestContext) {
    const { attributes, rest } = attributeFilters(query as Record<string, unknown>);
    return this.queries.execute(
      new ListProductosQuery(readBy(ListProductosInput, rest), attributes, context),
    );
  }

  @Get('productos/:id')
  @Runs(GetProductoQuery)
  @Reads({ summary: 'Lee un producto, con lo que hay de él', answer: Producto })
  async get(
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetProductoQuery(id, context)));
  }

  @Patch('productos/:id')
  @Runs(ChangeProductoCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Cambia un producto; lo que no se indica queda igual',
    body: ProductoCambio,
    answer: Producto,
  })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() change: ProductoCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(
      reply,
      await this.commands.execute(new ChangeProductoCommand(id, change, context, ifMatch)),
    );
  }

  @Post('productos/:id/existencias')
  @Runs(AdjustExistenciasCommand)
  @Creates({
    summary: 'Cambia lo que hay de un producto: una fila más en el libro de movimientos',
    body: MovimientoInput,
    answer: Movimiento,
  })
  async adjust(
    @Param('id', UuidPipe) id: string,
    @Body() input: MovimientoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.commands.execute(new AdjustExistenciasCommand(id, input, context));
    return created(reply, `/v1/productos/${id}`, made);
  }
}
