import { API_TEXT } from './api-text.js';
import { ACCESO } from './modules/acceso/declarations.js';
import { ARCHIVO } from './modules/archivo/declarations.js';
import { CATALOGO } from './modules/catalogo/declarations.js';
import { CLIENTES } from './modules/clientes/declarations.js';
import { CODIGOS } from './modules/codigos/declarations.js';
import { DINERO } from './modules/dinero/declarations.js';
import { ENVIOS } from './modules/envios/declarations.js';
import { EPCIS } from './modules/epcis/declarations.js';
import { ESTADOS } from './modules/estados/declarations.js';
import { EVENTOS } from './modules/eventos/declarations.js';
import { IMPORTACIONES } from './modules/importaciones/declarations.js';
import { KPIS } from './modules/kpis/declarations.js';
import { LECTORES } from './modules/lectores/declarations.js';
import { OPERACION } from './modules/operacion/declarations.js';
import { PAGOS } from './modules/pagos/declarations.js';
import { PEDIDOS } from './modules/pedidos/declarations.js';
import { PERIODOS } from './modules/periodos/declarations.js';
import { PROGRAMACIONES } from './modules/programaciones/declarations.js';
import { TRAZAS } from './modules/trazas/declarations.js';
import { WEBHOOKS } from './modules/webhooks/declarations.js';
import { declare } from './platform/declarations/declare.js';
import { PLATFORM } from './platform/declarations/platform-declarations.js';

// Everything that modules declare to the platform, in the order in which lists show it. What runs any of the program imports
// this file first.
declare([
  ESTADOS,
  PERIODOS,
  TRAZAS,
  ARCHIVO,
  CLIENTES,
  CODIGOS,
  ENVIOS,
  EVENTOS,
  EPCIS,
  IMPORTACIONES,
  KPIS,
  PROGRAMACIONES,
  LECTORES,
  DINERO,
  CATALOGO,
  PAGOS,
  PEDIDOS,
  WEBHOOKS,
  ACCESO,
  OPERACION,
  PLATFORM,
  { description: { document: API_TEXT } },
]);
