export { CreateEnviosCommand } from '../../commands/envios/create-envios.command.js';
export { EnvioInput } from '../../commands/envios/create-envios.dto.js';
export { CORRECTABLE } from './correctable-fields.js';
export { GetEnvioQuery } from '../../queries/envios/get-envio.query.js';
export { Destinatario, Direccion } from './places.dto.js';
export { EnvioCanceller } from './envio-canceller.js';
export { EnvioWriter } from './envio-writer.js';
export { EnvioFinder } from './envio-finder.js';
export type { EnvioCreado } from './envio-creado.dto.js';
