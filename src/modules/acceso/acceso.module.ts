import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../platform/access/authenticator.js';
import { Principals } from '../../platform/access/principals.js';
import { AuditoriaModule } from './auditoria/auditoria.module.js';
import { ClavesModule } from './claves/claves.module.js';
import { PersonasModule } from './personas/personas.module.js';
import { SeguimientoModule } from './seguimiento/seguimiento.module.js';
import { SesionesModule } from './sesiones/sesiones.module.js';
import { AccesoUsuariosModule } from './usuarios/usuarios.module.js';
import { Credentials } from './credentials.js';
import { FirstCredentials } from './inicio/first-credentials.js';
import { MACHINERY } from './machinery.js';
import { Standing } from './standing.js';

const rooms = [
  AccesoUsuariosModule,
  AuditoriaModule,
  ClavesModule,
  PersonasModule,
  SeguimientoModule,
  SesionesModule,
];

/** Who may come in. Its rooms, and whoever checks credentials, find its machinery everywhere. */
@Global()
@Module({
  imports: rooms,
  providers: [
    ...MACHINERY,
    FirstCredentials,
    { provide: Authenticator, useClass: Credentials },
    { provide: Principals, useClass: Standing },
  ],
  exports: [...MACHINERY, Authenticator, Principals],
})
export class AccesoModule {}
