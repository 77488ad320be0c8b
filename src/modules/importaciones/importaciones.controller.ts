import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReceiveImportacionCommand } from '../../commands/importaciones/receive-importacion.command.js';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { CsvInput } from '../../platform/csv/csv.dto.js';
import { Reads, ReadsCsv, TakesFile } from '../../platform/http/api-docs.js';
import { Takes } from '../../platform/http/content-types.js';
import { NextLinkInterceptor } from '../../platform/http/next-link.js';
import { ArrivesWithin } from '../../platform/http/time-limits.js';
import { UuidPipe } from '../../platform/validation/uuid-pipe.js';
import { GetImportacionQuery } from '../../queries/importaciones/get-importacion.query.js';
import { GetImportacionReportQuery } from '../../queries/importaciones/get-importacion-report.query.js';
import { ListImportacionesQuery } from '../../queries/importaciones/list-importaciones.query.js';
import {
  Importacion,
  ImportacionInput,
  ListImportacionesInput,
  MAX_CELLS,
  MAX_LINE,
  MAX_LINEAS,
  PaginaImportaciones,
} from './importacion.dto.js';

const DESCRIPTION = `El cuerpo es el archivo: UTF-8, con o sin BOM; separador coma, punto y coma o tabulador, o el que diga una primera
línea \`sep=;\`; campos entre comillas donde haga falta. La línea siguiente nombra las columnas como los campos de la API, con
mayúsculas o sin ellas: \`codigo\`, \`tipo\`, \`ocurridoEn\`, … para trazas (sin \`idEvento\` se pone uno por línea); \`clienteId\`,
\`destinatario.nombre\`, \`destino.ciudad\`, … para envíos. También se recibe una exportación de envíos tal como salió: cada línea
es un envío nuevo, con un código nuevo. Los números, como los escriben los programas: \`1E-05\`, \`.5\`, \`+12,0463\`. Hasta
${MAX_LINEAS.toLocaleString('es')} líneas, de hasta ${MAX_LINE} caracteres y ${MAX_CELLS} campos. Un archivo que no se puede leer
hasta el final se rechaza entero; una línea equivocada se rechaza sola y queda en el informe de errores.`;

/** A large file over a slow line. */
const UPLOAD_S = 900;

const CSV = 'text/csv; charset=utf-8; header=present';

@ApiTags('importaciones')
@Controller('v1/importaciones')
export class ImportacionesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Runs(ReceiveImportacionCommand, GetImportacionQuery)
  @HttpCode(202)
  @Takes('text/csv')
  @ArrivesWithin(UPLOAD_S)
  @TakesFile({
    summary: 'Recibe un archivo CSV de trazas o de envíos',
    description: DESCRIPTION,
    type: 'text/csv',
    query: ImportacionInput,
    answer: Importacion,
  })
  async receive(
    @Query() { tipo }: ImportacionInput,
    @Req() { body }: FastifyRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = await this.commands.execute(new ReceiveImportacionCommand(tipo, body, context));
    void reply.header('location', `/v1/importaciones/${id}`);
    return this.queries.execute(new GetImportacionQuery(id, context));
  }

  @Get()
  @Reads({
    summary: 'Lista las importaciones, las más nuevas primero',
    query: ListImportacionesInput,
    answer: PaginaImportaciones,
  })
  @UseInterceptors(NextLinkInterceptor)
  @Runs(ListImportacionesQuery)
  list(@Query() input: ListImportacionesInput, @Context() context: RequestContext) {
    return this.queries.execute(new ListImportacionesQuery(input, context));
  }

  @Get(':id')
  @Runs(GetImportacionQuery)
  @Reads({ summary: 'Lee cómo va una importación', answer: Importacion })
  get(@Param('id', UuidPipe) id: string, @Context() context: RequestContext) {
    return this.queries.execute(new GetImportacionQuery(id, context));
  }

  @Get(':id/errores')
  @Runs(GetImportacionReportQuery)
  @ReadsCsv({ summary: 'Descarga las líneas rechazadas: linea, campo, problema, original', query: CsvInput })
  async errores(
    @Param('id', UuidPipe) id: string,
    @Query() { bom }: CsvInput,
    @Context() context: RequestContext,
  ) {
    return this.report(new GetImportacionReportQuery(id, 'errores', context, bom === 'true'));
  }

  @Get(':id/resultados')
  @Runs(GetImportacionReportQuery)
  @ReadsCsv({ summary: 'Descarga en qué se convirtió cada línea: linea, codigo, id', query: CsvInput })
  async resultados(
    @Param('id', UuidPipe) id: string,
    @Query() { bom }: CsvInput,
    @Context() context: RequestContext,
  ) {
    return this.report(new GetImportacionReportQuery(id, 'resultados', context, bom === 'true'));
  }

  private async report(query: GetImportacionReportQuery): Promise<StreamableFile> {
    const disposition = `attachment; filename="${query.kind}-${query.id}.csv"`;
    return new StreamableFile(await this.queries.execute(query), { type: CSV, disposition });
  }
}
