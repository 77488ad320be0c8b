export { ESTADOS, ESTADOS_ABIERTOS, ESTADOS_TERMINALES, type Estado } from './domain/estado.js';
export { CODIGOS_MOTIVO, type Motivo } from './domain/motivo.js';
export { ENVIOS_DETALLE } from './envios-detalle.js';
export { CLIENTE_ID, ENVIO_ID, EVENTO_ID } from './example-ids.js';
export { TIPOS_TRAZA, type TipoTraza } from './domain/tipo.js';
