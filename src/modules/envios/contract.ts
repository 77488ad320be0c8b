export { CreateEnviosCommand } from '../../commands/envios/create-envios.command.js';
export { EnvioInput } from '../../commands/envios/create-envios.dto.js';
export { CORRECTABLE } from './correctable-fields.js';
export type { EnvioCreado } from './envio-creado.dto.js';
