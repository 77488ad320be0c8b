export { ESTADOS, ESTADOS_TERMINALES, type Estado } from './domain/estado.js';
export { CODIGOS_MOTIVO, type Motivo } from './domain/motivo.js';
export { TIPOS_TRAZA, type TipoTraza } from './domain/tipo.js';
