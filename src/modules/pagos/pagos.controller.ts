import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateReembolsoCommand } from '../../commands/pagos/create-reembolso.command.js';
import { CreateValeCommand } from '../../commands/pagos/create-vale.command.js';
import { RecordCobroCommand } from '../../commands/pagos/record-cobro.command.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Runs } from '../../platform/access/runs.js';
import { Acts, Creates, Reads } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { PageInput } from '../../platform/validation/page.dto.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetPagoQuery } from '../../queries/pagos/get-pago.query.js';
import { ListValesQuery } from '../../queries/pagos/list-vales.query.js';
import { PaginaVales, Pago, Reembolso, ReembolsoInput, ValeCreado, ValeInput } from './pago.dto.js';

@ApiTags('pagos')
@Controller('v1')
export class PagosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('pagos/:id')
  @Runs(GetPagoQuery)
  @Reads({ summary: 'Lee un pago', answer: Pago })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetPagoQuery(id, context));
  }

  @Post('pagos/:id/cobro')
  @Runs(RecordCobroCommand)
  @HttpCode(200)
  @Acts({ summary: 'Anota que se pagó lo que se paga fuera, con su referencia', answer: Pago })
  collect(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.commands.execute(new RecordCobroCommand(id, context));
  }

  @Post('pagos/:id/reembolsos')
  @Runs(CreateReembolsoCommand)
  @Creates({
    summary: 'Devuelve lo que un pago cobró, o una parte',
    body: ReembolsoInput,
    answer: Reembolso,
    key: true,
  })
  async refund(
    @Param('id', UuidPipe) id: string,
    @Body() input: ReembolsoInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.commands.execute(new CreateReembolsoCommand(id, input, context));
    return created(reply, `/v1/pagos/${id}`, made);
  }

  @Post('vales')
  @Runs(CreateValeCommand)
  @Creates({ summary: 'Crea un vale: un saldo de la casa', body: ValeInput, answer: ValeCreado })
  async createVale(
    @Body() input: ValeInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return created(reply, '/v1/vales', await this.commands.execute(new CreateValeCommand(input, context)));
  }

  @Get('vales')
  @Runs(ListValesQuery)
  @Reads({ summary: 'Lista los vales, los más nuevos primero', query: PageInput, answer: PaginaVales })
  @UseInterceptors(NextLinkInterceptor)
  listVales(@Query() page: PageInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListValesQuery(page, context));
  }
}
