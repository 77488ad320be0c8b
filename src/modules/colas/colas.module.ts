import { Module } from '@nestjs/common';
import { ListColasHandler } from '../../queries/colas/list-colas.handler.js';
import { ColasController } from './colas.controller.js';
import { QueueMeasures } from './queue-measures.js';

const queryHandlers = [ListColasHandler];

@Module({ controllers: [ColasController], providers: [...queryHandlers, QueueMeasures] })
export class ColasModule {}
