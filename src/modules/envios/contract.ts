export { CreateEnviosCommand } from '../../commands/envios/create-envios.command.js';
export { EnvioInput } from '../../commands/envios/create-envios.dto.js';
export { Codigo, codigoOf, CodigoPipe } from './codigo-field.js';
export { faultOfCodigo, normalizeCodigo } from '../codigos/contract.js';
export { ESTADOS, ESTADOS_TERMINALES, type Estado } from './domain/estado.js';
export type { EnvioCreado } from './envio-creado.dto.js';
