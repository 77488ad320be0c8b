import { Module } from '@nestjs/common';
import { ImportLoteHandler } from '../../commands/importaciones/import-lote.handler.js';
import { ReceiveImportacionHandler } from '../../commands/importaciones/receive-importacion.handler.js';
import { GetImportacionHandler } from '../../queries/importaciones/get-importacion.handler.js';
import { GetImportacionReportHandler } from '../../queries/importaciones/get-importacion-report.handler.js';
import { ListImportacionesHandler } from '../../queries/importaciones/list-importaciones.handler.js';
import { ImportacionStore } from './importacion-store.js';
import { ImportacionesController } from './importaciones.controller.js';
import { LineReader } from './line-reader.js';
import { LineTaker } from './line-taker.js';
import { LoteImporter } from './lote-importer.js';

const commandHandlers = [ReceiveImportacionHandler, ImportLoteHandler];
const queryHandlers = [GetImportacionHandler, GetImportacionReportHandler, ListImportacionesHandler];

@Module({
  controllers: [ImportacionesController],
  providers: [...commandHandlers, ...queryHandlers, ImportacionStore, LineReader, LineTaker, LoteImporter],
})
export class ImportacionesModule {}
