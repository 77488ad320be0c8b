import { Counter } from '../metrics/counter.js';

/** Problems that were answered: refused credentials, limits that were hit, doors that were closed, faults of ours. */
export const PROBLEMS_ANSWERED = new Counter({
  name: 'trazo_problems_total',
  help: 'Problem documents that were answered, by code.',
  labels: ['code'],
});
