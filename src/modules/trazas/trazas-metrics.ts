import { Counter } from '../../platform/metrics/counter.js';
import { Histogram } from '../../platform/metrics/histogram.js';

/** Requests that brought trazas and got their 202. */
export const CAPTURES = new Counter({
  name: 'trazo_captures_total',
  help: 'Captures that were acknowledged, by way.',
  labels: ['via'],
});

/** Trazas at the door. */
export const TRAZAS = new Counter({
  name: 'trazo_trazas_total',
  help: 'Trazas that were posted, by whether they were accepted.',
  labels: ['result'],
});

/** Trazas whose verdict is written. */
export const TRAZAS_SETTLED = new Counter({
  name: 'trazo_trazas_settled_total',
  help: 'Trazas that this process stored, or whose verdict it wrote.',
});

/** 202 to visible: the tanda of a traza, from its receipt to its commit. */
export const VISIBLE_AFTER = new Histogram({
  name: 'trazo_visible_seconds',
  help: 'From the 202 of a traza to the commit that makes it visible.',
  bounds: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
});

export const TRAZAS_METRICS = [CAPTURES, TRAZAS, TRAZAS_SETTLED, VISIBLE_AFTER];
