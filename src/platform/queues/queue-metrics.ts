import { Counter } from '../metrics/counter.js';
import { Histogram } from '../metrics/histogram.js';

/** Jobs of queues that this process has worked at, by whether they were done. */
export const QUEUE_JOBS = new Counter({
  name: 'trazo_queue_jobs_total',
  help: 'Jobs of queues that this process worked at, by outcome.',
  labels: ['queue', 'outcome'],
});

/** How long the ones that were done took. */
export const QUEUE_JOB_DURATIONS = new Histogram({
  name: 'trazo_queue_job_duration_seconds',
  help: 'Time that this process worked at a job of a queue.',
  labels: ['queue'],
  bounds: [0.005, 0.025, 0.1, 0.5, 1, 5, 30],
});

export const QUEUE_METRICS = [QUEUE_JOBS, QUEUE_JOB_DURATIONS];
