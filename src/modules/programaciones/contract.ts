export { Ejecucion } from './ejecucion.dto.js';
export { JobLauncher } from './job-launcher.js';
