import { Counter } from '../metrics/counter.js';
import { Histogram } from '../metrics/histogram.js';

/** Runs of jobs that ended in this process, by how. */
export const JOB_RUNS = new Counter({
  name: 'trazo_job_runs_total',
  help: 'Runs of jobs that this process ended, by outcome.',
  labels: ['job', 'outcome'],
});

/** How long they took here. */
export const JOB_DURATIONS = new Histogram({
  name: 'trazo_job_duration_seconds',
  help: 'Time that this process worked at a run of a job.',
  labels: ['job'],
  bounds: [0.1, 1, 5, 30, 60, 300, 1_800, 7_200],
});

export const JOB_METRICS = [JOB_RUNS, JOB_DURATIONS];
