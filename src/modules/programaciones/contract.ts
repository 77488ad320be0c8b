export { StartEjecucionCommand } from '../../commands/programaciones/start-ejecucion.command.js';
export { Ejecucion } from './ejecucion.dto.js';
export { JobLauncher } from './job-launcher.js';
