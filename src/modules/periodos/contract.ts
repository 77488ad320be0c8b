export {
  endOfRun,
  type EstadoPeriodo,
  graceIsOver,
  isDue,
  mustBeginAgain,
  type Politica,
} from './domain/periodo.js';
export { type FileName, type Manifest, type ManifestTable } from './manifest.js';
export { Mes, MES_EXISTS, MesPipe } from './mes-field.js';
export {
  attachPartition,
  idOfMonth,
  noteChanges,
  PARTITION_KEYS,
  PARTITIONED,
  type PartitionedTable,
  partitionName,
} from './partitions.js';
export { PeriodOpener } from './period-opener.js';
export { PeriodoLedger, type PeriodoRow } from './periodo-ledger.js';
export { isArchived, isLeftover, manifestOf, SELECT_ANSWERING, setHot } from './periodo-sql.js';
