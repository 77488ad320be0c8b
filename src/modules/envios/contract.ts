export { Codigo, CodigoPipe } from './codigo-field.js';
export { faultOfCodigo } from './domain/codigo.js';
export { ESTADOS, ESTADOS_TERMINALES, type Estado } from './domain/estado.js';
