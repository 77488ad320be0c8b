export { Codigo, CodigoPipe, ESTADOS } from '../envios/contract.js';
export { CambioLog } from './cambio-log.js';
