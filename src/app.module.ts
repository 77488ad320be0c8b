import { type DynamicModule, Module } from '@nestjs/common';
import { CentrosModule } from './modules/centros/centros.module.js';
import { ClientesModule } from './modules/clientes/clientes.module.js';
import { ColasModule } from './modules/colas/colas.module.js';
import { DispositivosModule } from './modules/dispositivos/dispositivos.module.js';
import { EnviosModule } from './modules/envios/envios.module.js';
import { PeriodosModule } from './modules/periodos/periodos.module.js';
import { TransportistasModule } from './modules/transportistas/transportistas.module.js';
import { TrazasModule } from './modules/trazas/trazas.module.js';
import type { Config } from './platform/config/config.js';
import { HttpModule } from './platform/http/http.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** Every module of the business. The worker is made of the same. */
export const BUSINESS_MODULES = [
  CentrosModule,
  ClientesModule,
  ColasModule,
  DispositivosModule,
  EnviosModule,
  PeriodosModule,
  TransportistasModule,
  TrazasModule,
];

/** The API process. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config), HttpModule, ...BUSINESS_MODULES] };
  }
}
