import { Counter } from '../metrics/counter.js';

/** Metrics that could not be told when they were asked for. */
export const SCRAPE_FAILURES = new Counter({
  name: 'trazo_scrape_failures_total',
  help: 'Metrics that could not be read for a scrape, by name.',
  labels: ['metric'],
});
