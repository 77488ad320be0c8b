export { PeriodOpener } from './period-opener.js';
