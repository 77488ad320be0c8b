export {
  type ArchivedEnvio,
  ArchivedEnvios,
  selectTrazas,
  type TrazasOfEnvio,
} from './reads/archived-envios.js';
export { AlcanceArchivo, archiveHeader } from './reads/alcance.dto.js';
export { ArchivedFigures } from './reads/archived-figures.js';
export { ArchivedLists } from './reads/archived-lists.js';
export { type Archived, ArchivedMonths, type Asked } from './reads/archived-months.js';
export { type ArchiveRun } from './run/archive-run.js';
export { MonthsRead } from './reads/months-read.js';
export { ArchivedTrazas } from './reads/archived-trazas.js';
