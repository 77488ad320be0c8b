import { Body, Controller, Get, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateCuponCommand } from '../../../commands/pedidos/create-cupon.command.js';
import { Context } from '../../../platform/access/context.js';
import type { RequestContext } from '../../../platform/access/request-context.js';
import { Runs } from '../../../platform/access/runs.js';
import { Creates, Reads } from '../../../platform/http/api-docs.js';
import { created } from '../../../platform/http/created.js';
import { NextLinkInterceptor } from '../../../platform/http/next-link.js';
import { PageInput } from '../../../platform/validation/page.dto.js';
import { ListCuponesQuery } from '../../../queries/pedidos/list-cupones.query.js';
import { CuponInput, CuponLeido, PaginaCupones } from './cupon.dto.js';

@ApiTags('cupones')
@Controller('v1/cupones')
export class CuponesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateCuponCommand)
  @Creates({ summary: 'Crea un cupón', body: CuponInput, answer: CuponLeido })
  async create(
    @Body() input: CuponInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return created(reply, '/v1/cupones', await this.commands.execute(new CreateCuponCommand(input, context)));
  }

  @Get()
  @Runs(ListCuponesQuery)
  @Reads({ summary: 'Lista los cupones, los más nuevos primero', query: PageInput, answer: PaginaCupones })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() page: PageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListCuponesQuery(page, context));
  }
}
