import './declarations.js';
import { AccesoModule } from './modules/acceso/acceso.module.js';
import { ArchivoModule } from './modules/archivo/archivo.module.js';
import { CatalogoModule } from './modules/catalogo/catalogo.module.js';
import { CentrosModule } from './modules/centros/centros.module.js';
import { ClientesModule } from './modules/clientes/clientes.module.js';
import { CodigosModule } from './modules/codigos/codigos.module.js';
import { ColasModule } from './modules/colas/colas.module.js';
import { DispositivosModule } from './modules/dispositivos/dispositivos.module.js';
import { EpcisModule } from './modules/epcis/epcis.module.js';
import { EnviosModule } from './modules/envios/envios.module.js';
import { EventosModule } from './modules/eventos/eventos.module.js';
import { ImportacionesModule } from './modules/importaciones/importaciones.module.js';
import { KpisModule } from './modules/kpis/kpis.module.js';
import { LectoresModule } from './modules/lectores/lectores.module.js';
import { OperacionModule } from './modules/operacion/operacion.module.js';
import { PagosModule } from './modules/pagos/pagos.module.js';
import { PedidosModule } from './modules/pedidos/pedidos.module.js';
import { PeriodosModule } from './modules/periodos/periodos.module.js';
import { ProgramacionesModule } from './modules/programaciones/programaciones.module.js';
import { TransportistasModule } from './modules/transportistas/transportistas.module.js';
import { TrazasModule } from './modules/trazas/trazas.module.js';
import { WebhooksModule } from './modules/webhooks/webhooks.module.js';

/** Every module of the business: the API and the worker are both made of these. */
export const BUSINESS_MODULES = [
  ArchivoModule,
  CentrosModule,
  ClientesModule,
  CodigosModule,
  ColasModule,
  DispositivosModule,
  EnviosModule,
  EpcisModule,
  EventosModule,
  ImportacionesModule,
  KpisModule,
  LectoresModule,
  PeriodosModule,
  ProgramacionesModule,
  TransportistasModule,
  TrazasModule,
  CatalogoModule,
  PagosModule,
  PedidosModule,
  WebhooksModule,
  // Behind the business: the description of the API is in this order.
  AccesoModule,
  OperacionModule,
];
