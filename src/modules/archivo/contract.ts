export { type ArchivedEnvio, ArchivedEnvios, manifestOf } from './archived-envios.js';
export { AlcanceArchivo, archiveHeader } from './alcance.dto.js';
export { ArchivedFigures } from './archived-figures.js';
export { ArchivedLists } from './archived-lists.js';
export { type Archived, ArchivedMonths, type Asked } from './archived-months.js';
export { Ejecucion } from '../programaciones/contract.js';
export { MesPipe } from './mes-field.js';
export { type ArchiveRun } from './archive-run.js';
