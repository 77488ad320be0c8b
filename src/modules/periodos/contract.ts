export { ESTADOS_PERIODO } from './periodo.dto.js';
export { PeriodoArchivado, ProblemaDePeriodo } from './periodo-archivado.dto.js';
export { dropStage, monthBusy, type Relay, relayMonth, STAGE } from './month-relay.js';
export { idOfMonth, noteChanges, PARTITIONED, partitionName } from './partitions.js';
export { PeriodOpener } from './period-opener.js';
