import { Module } from '@nestjs/common';
import { CaptureEnteraHandler } from '../../commands/trazas/capture-entera.handler.js';
import { CaptureTrazasHandler } from '../../commands/trazas/capture-trazas.handler.js';
import { DiscardRechazoHandler } from '../../commands/trazas/discard-rechazo.handler.js';
import { DropExpiredHandler } from '../../commands/trazas/drop-expired.handler.js';
import { ReprocessRechazoHandler } from '../../commands/trazas/reprocess-rechazo.handler.js';
import { ReprocessRechazosHandler } from '../../commands/trazas/reprocess-rechazos.handler.js';
import { SettleEsperasHandler } from '../../commands/trazas/settle-esperas.handler.js';
import { StoreTandaHandler } from '../../commands/trazas/store-tanda.handler.js';
import { GetCapturaHandler } from '../../queries/trazas/get-captura.handler.js';
import { ArchivoModule } from '../archivo/archivo.module.js';
import { CodigosModule } from '../codigos/codigos.module.js';
import { DispositivosModule } from '../dispositivos/dispositivos.module.js';
import { GetRechazoHandler } from '../../queries/trazas/get-rechazo.handler.js';
import { ListRechazosHandler } from '../../queries/trazas/list-rechazos.handler.js';
import { GetOutcomeHandler } from '../../queries/trazas/get-outcome.handler.js';
import { ArchivedEsperas } from './archived-esperas.js';
import { CapturaDoor } from './captura-door.js';
import { EsperasQueue } from './esperas.queue.js';
import { EsperaRule } from './espera-rule.js';
import { GroupCommit } from './group-commit.js';
import { OutcomeWaiter } from './outcome-waiter.js';
import { PostableCodes } from './postable-codes.js';
import { RechazoWriter } from './rechazo-writer.js';
import { RechazosController } from './rechazos.controller.js';
import { StaleEsperas } from './stale-esperas.js';
import { TandaLanes } from './tanda-lanes.js';
import { TandaLedger } from './tanda-ledger.js';
import { TandaReader } from './tanda-reader.js';
import { TandaSignal } from './tanda-signal.js';
import { TandaQueue } from './tanda.queue.js';
import { TrazaAnnuller } from './traza-annuller.js';
import { TrazaMeasures } from './traza-measures.js';
import { TrazaWriter } from './traza-writer.js';
import { TrazasController } from './trazas.controller.js';
import { WholeTandas } from './whole-tandas.js';

const commandHandlers = [
  CaptureEnteraHandler,
  CaptureTrazasHandler,
  StoreTandaHandler,
  SettleEsperasHandler,
  DropExpiredHandler,
  ReprocessRechazoHandler,
  ReprocessRechazosHandler,
  DiscardRechazoHandler,
];
const queryHandlers = [GetCapturaHandler, GetOutcomeHandler, GetRechazoHandler, ListRechazosHandler];
const tandas = [TandaLanes, TandaLedger, TandaQueue, TandaReader, TandaSignal, WholeTandas];
const esperas = [ArchivedEsperas, EsperaRule, EsperasQueue, StaleEsperas];
const captures = [CapturaDoor, GroupCommit, OutcomeWaiter, PostableCodes];
const writers = [RechazoWriter, TrazaAnnuller, TrazaMeasures, TrazaWriter];

@Module({
  imports: [ArchivoModule, CodigosModule, DispositivosModule],
  controllers: [TrazasController, RechazosController],
  providers: [...commandHandlers, ...queryHandlers, ...tandas, ...esperas, ...captures, ...writers],
  exports: [EsperasQueue, PostableCodes, TrazaAnnuller, TrazaWriter],
})
export class TrazasModule {}
