import { Module } from '@nestjs/common';
import { AnnulTrazaHandler } from '../../commands/envios/annul-traza.handler.js';
import { CancelEnvioHandler } from '../../commands/envios/cancel-envio.handler.js';
import { CorrectEnvioHandler } from '../../commands/envios/correct-envio.handler.js';
import { PropagateNamesHandler } from '../../commands/envios/propagate-names.handler.js';
import { CreateEnviosHandler } from '../../commands/envios/create-envios.handler.js';
import { EnvioLister } from './envio-lister.js';
import { EnvioFinder } from './envio-finder.js';
import { EnvioReader } from './envio-reader.js';
import { GetExportacionTrazasHandler } from '../../queries/envios/get-exportacion-trazas.handler.js';
import { GetExportacionHandler } from '../../queries/envios/get-exportacion.handler.js';
import { GetEnvioHandler } from '../../queries/envios/get-envio.handler.js';
import { ListEnvioTrazasHandler } from '../../queries/envios/list-envio-trazas.handler.js';
import { ListEnviosHandler } from '../../queries/envios/list-envios.handler.js';
import { ArchivoModule } from '../archivo/archivo.module.js';
import { CodigosModule } from '../codigos/codigos.module.js';
import { PeriodosModule } from '../periodos/periodos.module.js';
import { TrazasModule } from '../trazas/trazas.module.js';
import { EnvioCanceller } from './envio-canceller.js';
import { EnvioCorrector } from './envio-corrector.js';
import { EnvioWriter } from './envio-writer.js';
import { StaleNames } from './stale-names.js';
import { ExportacionTrazasController } from './exportacion-trazas.controller.js';
import { TrazaWalker } from './traza-walker.js';
import { EnviosController } from './envios.controller.js';

const commandHandlers = [
  CreateEnviosHandler,
  CorrectEnvioHandler,
  CancelEnvioHandler,
  AnnulTrazaHandler,
  PropagateNamesHandler,
];
const queryHandlers = [
  GetEnvioHandler,
  ListEnvioTrazasHandler,
  ListEnviosHandler,
  GetExportacionHandler,
  GetExportacionTrazasHandler,
];
const readers = [EnvioFinder, EnvioReader, EnvioLister, TrazaWalker];
const writers = [EnvioCanceller, EnvioWriter, EnvioCorrector, StaleNames];

@Module({
  imports: [ArchivoModule, CodigosModule, PeriodosModule, TrazasModule],
  controllers: [EnviosController, ExportacionTrazasController],
  providers: [...commandHandlers, ...queryHandlers, ...readers, ...writers],
  exports: [EnvioFinder, EnvioWriter, EnvioCanceller],
})
export class EnviosModule {}
