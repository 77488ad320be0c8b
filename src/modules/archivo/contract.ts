export { type ArchivedEnvio, ArchivedEnvios } from './archived-envios.js';
export { type ArchiveRun } from './archive-run.js';
