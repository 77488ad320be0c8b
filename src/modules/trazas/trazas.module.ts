import { Module } from '@nestjs/common';
import { CaptureTrazasHandler } from '../../commands/trazas/capture-trazas.handler.js';
import { DropExpiredHandler } from '../../commands/trazas/drop-expired.handler.js';
import { SettleEsperasHandler } from '../../commands/trazas/settle-esperas.handler.js';
import { StoreTandaHandler } from '../../commands/trazas/store-tanda.handler.js';
import { GetCapturaHandler } from '../../queries/trazas/get-captura.handler.js';
import { DispositivosModule } from '../dispositivos/dispositivos.module.js';
import { GetOutcomeHandler } from '../../queries/trazas/get-outcome.handler.js';
import { EsperasQueue } from './esperas.queue.js';
import { GroupCommit } from './group-commit.js';
import { OutcomeWaiter } from './outcome-waiter.js';
import { TandaLedger } from './tanda-ledger.js';
import { TandaReader } from './tanda-reader.js';
import { TandaSignal } from './tanda-signal.js';
import { TandaQueue } from './tanda.queue.js';
import { TrazaWriter } from './traza-writer.js';
import { TrazasController } from './trazas.controller.js';

const commandHandlers = [CaptureTrazasHandler, StoreTandaHandler, SettleEsperasHandler, DropExpiredHandler];
const queryHandlers = [GetCapturaHandler, GetOutcomeHandler];

@Module({
  imports: [DispositivosModule],
  controllers: [TrazasController],
  providers: [
    ...commandHandlers,
    ...queryHandlers,
    EsperasQueue,
    GroupCommit,
    OutcomeWaiter,
    TandaQueue,
    TandaLedger,
    TandaReader,
    TandaSignal,
    TrazaWriter,
  ],
  exports: [EsperasQueue, TrazaWriter],
})
export class TrazasModule {}
