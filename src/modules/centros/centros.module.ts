import { Module } from '@nestjs/common';
import { ChangeCentroHandler } from '../../commands/centros/change-centro.handler.js';
import { CreateCentroHandler } from '../../commands/centros/create-centro.handler.js';
import { GetCentroHandler } from '../../queries/centros/get-centro.handler.js';
import { ListCentrosHandler } from '../../queries/centros/list-centros.handler.js';
import { ProgramacionesModule } from '../programaciones/programaciones.module.js';
import { CentrosController } from './centros.controller.js';

const commandHandlers = [ChangeCentroHandler, CreateCentroHandler];
const queryHandlers = [GetCentroHandler, ListCentrosHandler];

@Module({
  imports: [ProgramacionesModule],
  controllers: [CentrosController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class CentrosModule {}
