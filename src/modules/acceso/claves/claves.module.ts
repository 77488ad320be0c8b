import { Module } from '@nestjs/common';
import { CreateClaveHandler } from '../../../commands/acceso/create-clave.handler.js';
import { RevokeClaveHandler } from '../../../commands/acceso/revoke-clave.handler.js';
import { RotateClaveHandler } from '../../../commands/acceso/rotate-clave.handler.js';
import { ListClavesHandler } from '../../../queries/acceso/list-claves.handler.js';
import { ClavesController } from './claves.controller.js';

const commandHandlers = [CreateClaveHandler, RevokeClaveHandler, RotateClaveHandler];
const queryHandlers = [ListClavesHandler];

/** Keys of machines. */
@Module({
  controllers: [ClavesController],
  providers: [...commandHandlers, ...queryHandlers],
})
export class ClavesModule {}
