import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SetCategoriaCommand } from '../../../commands/catalogo/set-categoria.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Acts, Reads } from '../../../platform/http/api-docs.js';
import { tagged } from '../../../platform/http/version-tag.js';
import { StorablePipe } from '../../../platform/validation/storable-pipe.js';
import { UuidPipe } from '../../../platform/validation/uuid-pipe.js';
import { GetCategoriaQuery } from '../../../queries/catalogo/get-categoria.query.js';
import { ListCategoriasQuery } from '../../../queries/catalogo/list-categorias.query.js';
import { Categoria, CategoriaInput, ListaCategorias } from './categoria.dto.js';

@ApiTags('productos')
@Controller('v1/comercios/:id/categorias')
export class CategoriasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Runs(ListCategoriasQuery)
  @Reads({ summary: 'Lista las categorías de un comercio, en su orden', answer: ListaCategorias })
  list(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new ListCategoriasQuery(id, context));
  }

  @Get(':codigo')
  @Runs(GetCategoriaQuery)
  @Reads({ summary: 'Lee una categoría', answer: Categoria })
  async get(
    @Param('id', UuidPipe) id: string,
    @Param('codigo', StorablePipe) codigo: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.queries.execute(new GetCategoriaQuery(id, codigo, context)));
  }

  @Put(':codigo')
  @Runs(SetCategoriaCommand)
  @Acts({
    summary: 'Crea o cambia una categoría, con el esquema de los atributos de sus productos',
    body: CategoriaInput,
    answer: Categoria,
  })
  set(
    @Param('id', UuidPipe) id: string,
    @Param('codigo', StorablePipe) codigo: string,
    @Body() input: CategoriaInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new SetCategoriaCommand(id, codigo, input, context));
  }
}
