import { Module } from '@nestjs/common';
import { GetEnvioStreamHandler } from '../../queries/eventos/get-envio-stream.handler.js';
import { ListEventosHandler } from '../../queries/eventos/list-eventos.handler.js';
import { EnviosModule } from '../envios/envios.module.js';
import { CambioLog } from './cambio-log.js';
import { CambioSource } from './cambio-source.js';
import { CambioTail } from './cambio-tail.js';
import { EnvioFollower } from './envio-follower.js';
import { FollowerMeasures } from './follower-measures.js';
import { EventoFeed } from './evento-feed.js';
import { EventosController } from './eventos.controller.js';
import { LogEvents } from './log-events.js';

const queryHandlers = [GetEnvioStreamHandler, ListEventosHandler];

@Module({
  imports: [EnviosModule],
  controllers: [EventosController],
  providers: [
    ...queryHandlers,
    CambioLog,
    CambioSource,
    CambioTail,
    EventoFeed,
    EnvioFollower,
    FollowerMeasures,
    LogEvents,
  ],
  exports: [LogEvents],
})
export class EventosModule {}
