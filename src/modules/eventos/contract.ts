export { assertKept, decodePlace } from './place.js';
export { Codigo, CodigoPipe, ESTADOS } from '../envios/contract.js';
