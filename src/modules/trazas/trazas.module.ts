import { Module } from '@nestjs/common';
import { CaptureTrazasHandler } from '../../commands/trazas/capture-trazas.handler.js';
import { SettleEsperasHandler } from '../../commands/trazas/settle-esperas.handler.js';
import { StoreTandaHandler } from '../../commands/trazas/store-tanda.handler.js';
import { GetCapturaHandler } from '../../queries/trazas/get-captura.handler.js';
import { GroupCommit } from './group-commit.js';
import { TandaLanes } from './tanda-lanes.js';
import { TandaLedger } from './tanda-ledger.js';
import { TandaQueue } from './tanda.queue.js';
import { TrazaWriter } from './traza-writer.js';
import { TrazasController } from './trazas.controller.js';

const commandHandlers = [CaptureTrazasHandler, StoreTandaHandler, SettleEsperasHandler];
const queryHandlers = [GetCapturaHandler];

@Module({
  controllers: [TrazasController],
  providers: [
    ...commandHandlers,
    ...queryHandlers,
    GroupCommit,
    TandaQueue,
    TandaLanes,
    TandaLedger,
    TrazaWriter,
  ],
  exports: [TrazaWriter],
})
export class TrazasModule {}
