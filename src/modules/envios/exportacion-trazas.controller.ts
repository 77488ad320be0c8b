import { Controller, Get, Header, Headers, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Runs } from '../../platform/access/runs.js';
import { Context } from '../../platform/access/context.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { LIST_TYPES } from '../../platform/csv/list-file.js';
import { ReadsFile } from '../../platform/http/api-docs.js';
import { GetExportacionTrazasQuery } from '../../queries/envios/get-exportacion-trazas.query.js';
import { ExportacionTrazasInput } from './traza-filter.dto.js';

@ApiTags('trazas')
@Controller('v1/trazas')
export class ExportacionTrazasController {
  constructor(private readonly queries: QueryBus) {}

  @Get('exportacion')
  @Runs(GetExportacionTrazasQuery)
  @Header('vary', 'accept')
  @ReadsFile({
    summary:
      'Descarga todas las trazas de un filtro como CSV o, con `Accept: application/x-ndjson`, como NDJSON',
    query: ExportacionTrazasInput,
    types: LIST_TYPES,
    headers: {
      'Trazo-Archivo':
        'Cuando el filtro alcanza el archivo: `incluido` o `excluido`, y los meses, `excluido;desde="2019-01";hasta="2023-10"`.',
    },
  })
  async export(
    @Query() input: ExportacionTrazasInput,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const query = new GetExportacionTrazasQuery(input, accept, context);
    const { stream, type, name, archivo } = await this.queries.execute(query);
    if (archivo) void reply.header('trazo-archivo', archivo);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${name}"` });
  }
}
