import { Module } from '@nestjs/common';
import { RequestBajaHandler } from '../../../commands/acceso/request-baja.handler.js';
import { RequestDatosHandler } from '../../../commands/acceso/request-datos.handler.js';
import { WorkTramitesHandler } from '../../../commands/acceso/work-tramites.handler.js';
import { GetArchivoDatosHandler } from '../../../queries/acceso/get-archivo-datos.handler.js';
import { GetBajaHandler } from '../../../queries/acceso/get-baja.handler.js';
import { GetDatosHandler } from '../../../queries/acceso/get-datos.handler.js';
import { ProgramacionesModule } from '../../programaciones/programaciones.module.js';
import { AttemptsHolder } from './attempts-holder.js';
import { DataFile } from './data-file.js';
import { MailHolder } from './mail-holder.js';
import { PersonasController } from './personas.controller.js';
import { OldTramites, TramiteBook } from './tramite-book.js';
import { TramiteStarter } from './tramite-starter.js';

const commandHandlers = [RequestBajaHandler, RequestDatosHandler, WorkTramitesHandler];
const queryHandlers = [GetArchivoDatosHandler, GetBajaHandler, GetDatosHandler];

/** What people ask about their own data: all of it in a file, or that it goes. */
@Module({
  imports: [ProgramacionesModule],
  controllers: [PersonasController],
  providers: [
    ...commandHandlers,
    ...queryHandlers,
    AttemptsHolder,
    DataFile,
    MailHolder,
    OldTramites,
    TramiteBook,
    TramiteStarter,
  ],
})
export class PersonasModule {}
