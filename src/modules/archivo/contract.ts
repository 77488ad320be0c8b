export { type ArchivedEnvio, ArchivedEnvios } from './archived-envios.js';
export { Ejecucion } from '../programaciones/contract.js';
export { MesPipe } from './mes-field.js';
export { type ArchiveRun } from './archive-run.js';
