import { Module } from '@nestjs/common';
import { CloseApartadoHandler } from '../../commands/lectores/close-apartado.handler.js';
import { RewindLectorHandler } from '../../commands/lectores/rewind-lector.handler.js';
import { ListApartadosHandler } from '../../queries/lectores/list-apartados.handler.js';
import { ListLectoresHandler } from '../../queries/lectores/list-lectores.handler.js';
import { LectoresController } from './lectores.controller.js';
import { ReaderMeasures } from './reader-measures.js';

const commandHandlers = [CloseApartadoHandler, RewindLectorHandler];
const queryHandlers = [ListApartadosHandler, ListLectoresHandler];

@Module({
  controllers: [LectoresController],
  providers: [...commandHandlers, ...queryHandlers, ReaderMeasures],
})
export class LectoresModule {}
