import { Module } from '@nestjs/common';
import { ListAuditoriaHandler } from '../../../queries/acceso/list-auditoria.handler.js';
import { AuditoriaController } from './auditoria.controller.js';

const queryHandlers = [ListAuditoriaHandler];

/** The record of who did what. */
@Module({
  controllers: [AuditoriaController],
  providers: [...queryHandlers],
})
export class AuditoriaModule {}
