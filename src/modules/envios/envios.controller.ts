import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnnulTrazaCommand, AnnulTrazaInput } from '../../commands/envios/annul-traza.command.js';
import { CancelEnvioCommand, CancelEnvioInput } from '../../commands/envios/cancel-envio.command.js';
import { CorrectEnvioCommand } from '../../commands/envios/correct-envio.command.js';
import { CreateEnviosCommand } from '../../commands/envios/create-envios.command.js';
import { EnvioInput, LoteInput } from '../../commands/envios/create-envios.dto.js';
import { Runs } from '../../platform/access/runs.js';
import { Context, contextOf } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Acts, Creates, HonoursIfMatch, Reads, ReadsFile } from '../../platform/http/api-docs.js';
import { created } from '../../platform/http/created.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { Straight } from '../../platform/http/straight.js';
import { tagged, versioned } from '../../platform/http/version-tag.js';
import { queryOf } from '../../platform/validation/query-of.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetExportacionQuery } from '../../queries/envios/get-exportacion.query.js';
import { GetEnvioInput, GetEnvioQuery } from '../../queries/envios/get-envio.query.js';
import { ListEnvioTrazasInput, ListEnvioTrazasQuery } from '../../queries/envios/list-envio-trazas.query.js';
import { ListEnviosInput, ListEnviosQuery } from '../../queries/envios/list-envios.query.js';
import { CodigoPipe, parseCodigo } from '../codigos/contract.js';
import { factsVersion } from './domain/facts-version.js';
import { EnvioCambio } from './envio-cambio.dto.js';
import { EnvioCreado, LoteCreado } from './envio-creado.dto.js';
import { ExportacionInput } from './envio-filter.dto.js';
import { EnvioCancelado, EnvioDetalle, PaginaEnvios, PaginaTrazas, TrazaAnulada } from './envio.dto.js';

@ApiTags('envios')
@Controller('v1/envios')
export class EnviosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(CreateEnviosCommand)
  @Creates({ summary: 'Crea un envío', body: EnvioInput, answer: EnvioCreado })
  async create(
    @Body() input: EnvioInput,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [envio] = await this.commands.execute(new CreateEnviosCommand([input], '#', context));
    return created(reply, `/v1/envios/${envio?.codigo}`, envio);
  }

  @Post('lote')
  @Runs(CreateEnviosCommand)
  @Creates({ summary: 'Crea hasta 1.000 envíos, todos o ninguno', body: LoteInput, answer: LoteCreado })
  async createLote(@Body() { envios }: LoteInput, @Context() context: RequestContext) {
    return { envios: await this.commands.execute(new CreateEnviosCommand(envios, '#/envios', context)) };
  }

  @Get()
  @Runs(ListEnviosQuery)
  @Reads({ summary: 'Lista y busca envíos', query: ListEnviosInput, answer: PaginaEnvios })
  @UseInterceptors(NextLinkInterceptor)
  list(@Query() input: ListEnviosInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListEnviosQuery(input, context));
  }

  @Get('exportacion')
  @Runs(GetExportacionQuery)
  @Header('vary', 'accept')
  @ReadsFile({
    summary:
      'Descarga todos los envíos de un filtro como CSV o, con `Accept: application/x-ndjson`, como NDJSON',
    query: ExportacionInput,
    types: ['text/csv', 'application/x-ndjson'],
    headers: {
      'Trazo-Archivo':
        'Cuando el filtro alcanza el archivo: `incluido` o `excluido`, y los meses, `excluido;desde="2019-01";hasta="2023-10"`.',
    },
  })
  async export(
    @Query() input: ExportacionInput,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const query = new GetExportacionQuery(input, accept, context);
    const { stream, type, name, archivo } = await this.queries.execute(query);
    if (archivo) void reply.header('trazo-archivo', archivo);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${name}"` });
  }

  // What is read most.
  @Get(':codigo')
  @Runs(GetEnvioQuery)
  @Straight()
  @Reads({ summary: 'Lee un envío con su historial', query: GetEnvioInput, answer: EnvioDetalle })
  @ApiParam({ name: 'codigo', schema: { type: 'string' } })
  async get(request: FastifyRequest<{ Params: { codigo: string } }>, reply: FastifyReply) {
    const input = queryOf(GetEnvioInput, request.query);
    const query = new GetEnvioQuery(parseCodigo(request.params.codigo), input, contextOf(request, reply));
    const envio = await this.queries.execute(query);
    return versioned(reply, factsVersion(envio), envio);
  }

  @Patch(':codigo')
  @Runs(CorrectEnvioCommand)
  @HonoursIfMatch()
  @Acts({
    summary: 'Corrige un envío que no ha salido; lo que no se indica queda igual',
    description:
      'Direcciones, destinatario y `fechaEstimada`, mientras esté `registrado`. Su historial tiene después una `nota` cuyos `datos` dicen qué campos se corrigieron (`correccion`) y quién (`por`). Lo que ya es como se pide no es una corrección. Una dirección puede cambiar sin su posición: indique también `lat` y `lon`, o nulo en ambos.',
    body: EnvioCambio,
    answer: EnvioDetalle,
  })
  async correct(
    @Param('codigo', CodigoPipe) codigo: string,
    @Body() change: EnvioCambio,
    @Context() context: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const envio = await this.commands.execute(new CorrectEnvioCommand(codigo, change, context, ifMatch));
    return tagged(reply, envio, factsVersion(envio));
  }

  @Get(':codigo/trazas')
  @Runs(ListEnvioTrazasQuery)
  @Reads({
    summary: 'Lista las trazas de un envío, las más nuevas primero',
    query: ListEnvioTrazasInput,
    answer: PaginaTrazas,
  })
  @UseInterceptors(NextLinkInterceptor)
  listTrazas(
    @Param('codigo', CodigoPipe) codigo: string,
    @Query() input: ListEnvioTrazasInput,
    @Context() context: RequestContext,
  ) {
    return this.queries.execute(new ListEnvioTrazasQuery(codigo, input, context));
  }

  @Post(':codigo/cancelacion')
  @Runs(CancelEnvioCommand)
  @HttpCode(200)
  @Acts({ summary: 'Cancela un envío que no está cerrado', body: CancelEnvioInput, answer: EnvioCancelado })
  cancel(
    @Param('codigo', CodigoPipe) codigo: string,
    @Body() input: CancelEnvioInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new CancelEnvioCommand(codigo, input, context));
  }

  @Post(':codigo/trazas/:idEvento/anulacion')
  @Runs(AnnulTrazaCommand)
  @HttpCode(200)
  @Acts({
    summary: 'Anula una traza y guarda, si las hay, las que la corrigen; 404 si la traza todavía no llegó',
    body: AnnulTrazaInput,
    answer: TrazaAnulada,
  })
  annulTraza(
    @Param('codigo', CodigoPipe) codigo: string,
    @Param('idEvento', UuidPipe) idEvento: string,
    @Body() input: AnnulTrazaInput,
    @Context() context: RequestContext,
  ) {
    return this.commands.execute(new AnnulTrazaCommand(codigo, idEvento, input, context));
  }
}
