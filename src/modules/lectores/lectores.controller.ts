import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CloseApartadoCommand } from '../../commands/lectores/close-apartado.command.js';
import { RewindLectorCommand } from '../../commands/lectores/rewind-lector.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Reads } from '../../platform/http/api-docs.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { StorablePipe } from '../../platform/validation/storable-pipe.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { ListApartadosQuery } from '../../queries/lectores/list-apartados.query.js';
import { ListLectoresQuery } from '../../queries/lectores/list-lectores.query.js';
import {
  Apartado,
  ListaLectores,
  ListApartadosInput,
  Lector,
  PaginaApartados,
  ReenvioInput,
} from './lector.dto.js';

@ApiTags('lectores')
@Controller('v1/lectores')
export class LectoresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Runs(ListLectoresQuery)
  @Reads({ summary: 'Dice hasta dónde va cada lector de la bitácora', answer: ListaLectores })
  list(@Context() context: RequestContext) {
    return this.queries.execute(new ListLectoresQuery(context));
  }

  @Post(':nombre/reenvio')
  @Runs(RewindLectorCommand)
  @HttpCode(200)
  @Acts({
    summary: 'Hace que un lector vuelva a leer desde un evento o un instante',
    body: ReenvioInput,
    answer: Lector,
  })
  rewind(
    @Param('nombre', StorablePipe) nombre: string,
    @Body() { desde }: ReenvioInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new RewindLectorCommand(nombre, desde, context));
  }

  @Get(':nombre/apartados')
  @Runs(ListApartadosQuery)
  @Reads({
    summary: 'Lista los hechos que un lector no pudo trabajar, los más nuevos primero',
    query: ListApartadosInput,
    answer: PaginaApartados,
  })
  @UseInterceptors(NextLinkInterceptor)
  listApartados(
    @Param('nombre', StorablePipe) nombre: string,
    @Query() input: ListApartadosInput,
    @Context() context: RequestContext,
  ) {
    return this.queries.execute(new ListApartadosQuery(nombre, input, context));
  }

  @Post(':nombre/apartados/:id/reintento')
  @Runs(CloseApartadoCommand)
  @HttpCode(200)
  @Acts({ summary: 'Pide que un hecho apartado se intente de nuevo', answer: Apartado })
  repeat(
    @Param('nombre', StorablePipe) nombre: string,
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new CloseApartadoCommand(nombre, id, 'por_repetir', context));
  }

  @Delete(':nombre/apartados/:id')
  @Runs(CloseApartadoCommand)
  @Reads({ summary: 'Descarta un hecho apartado; no se borra', answer: Apartado })
  discard(
    @Param('nombre', StorablePipe) nombre: string,
    @Param('id', UuidPipe) id: string,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new CloseApartadoCommand(nombre, id, 'descartado', context));
  }
}
