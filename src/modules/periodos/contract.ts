export { type Relay, relayMonth, STAGE } from './month-relay.js';
export { idOfMonth, noteChanges, PARTITIONED, partitionName } from './partitions.js';
export { PeriodOpener } from './period-opener.js';
