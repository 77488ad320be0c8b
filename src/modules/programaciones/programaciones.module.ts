import { Module, type OnModuleInit } from '@nestjs/common';
import { CancelEjecucionHandler } from '../../commands/programaciones/cancel-ejecucion.handler.js';
import { ChangeProgramacionHandler } from '../../commands/programaciones/change-programacion.handler.js';
import { CreateProgramacionHandler } from '../../commands/programaciones/create-programacion.handler.js';
import { DropEjecucionesHandler } from '../../commands/programaciones/drop-ejecuciones.handler.js';
import { FireProgramacionesHandler } from '../../commands/programaciones/fire-programaciones.handler.js';
import { RecoverEjecucionesHandler } from '../../commands/programaciones/recover-ejecuciones.handler.js';
import { RemoveProgramacionHandler } from '../../commands/programaciones/remove-programacion.handler.js';
import { RetryEjecucionHandler } from '../../commands/programaciones/retry-ejecucion.handler.js';
import { StartEjecucionHandler } from '../../commands/programaciones/start-ejecucion.handler.js';
import { SyncProgramacionesHandler } from '../../commands/programaciones/sync-programaciones.handler.js';
import { assertParameters } from '../../platform/jobs/job-parameters.js';
import { GetEjecucionHandler } from '../../queries/programaciones/get-ejecucion.handler.js';
import { GetPrevisualizacionHandler } from '../../queries/programaciones/get-previsualizacion.handler.js';
import { GetProgramacionHandler } from '../../queries/programaciones/get-programacion.handler.js';
import { ListEjecucionEventosHandler } from '../../queries/programaciones/list-ejecucion-eventos.handler.js';
import { ListEjecucionesHandler } from '../../queries/programaciones/list-ejecuciones.handler.js';
import { ListLineasHandler } from '../../queries/programaciones/list-lineas.handler.js';
import { ListProgramacionesHandler } from '../../queries/programaciones/list-programaciones.handler.js';
import { ListTiposHandler } from '../../queries/programaciones/list-tipos.handler.js';
import { AlarmsQueue } from './alarms.queue.js';
import { EjecucionWriter } from './ejecucion-writer.js';
import { JobLauncher } from './job-launcher.js';
import { EjecucionesController } from './ejecuciones.controller.js';
import { ProgramacionSeeder } from './programacion-seeder.js';
import { ProgramacionWriter } from './programacion-writer.js';
import { ProgramacionesController } from './programaciones.controller.js';

const commandHandlers = [
  CreateProgramacionHandler,
  ChangeProgramacionHandler,
  RemoveProgramacionHandler,
  StartEjecucionHandler,
  CancelEjecucionHandler,
  RetryEjecucionHandler,
  FireProgramacionesHandler,
  RecoverEjecucionesHandler,
  SyncProgramacionesHandler,
  DropEjecucionesHandler,
];
const queryHandlers = [
  GetProgramacionHandler,
  ListProgramacionesHandler,
  ListTiposHandler,
  GetPrevisualizacionHandler,
  GetEjecucionHandler,
  ListEjecucionesHandler,
  ListLineasHandler,
  ListEjecucionEventosHandler,
];
const providers = [AlarmsQueue, EjecucionWriter, JobLauncher, ProgramacionSeeder, ProgramacionWriter];

@Module({
  controllers: [ProgramacionesController, EjecucionesController],
  providers: [...commandHandlers, ...queryHandlers, ...providers],
  exports: [JobLauncher],
})
export class ProgramacionesModule implements OnModuleInit {
  /** @throws when a type of job has no parameters, or two. */
  onModuleInit(): void {
    assertParameters();
  }
}
