import type { Job } from 'bullmq';
import type { QueueName } from './queues.js';

/** What the data of a job says of the requests that asked for it. */
export interface AskedFor {
  /** Their ids; left out where none did, or by a version that did not say. */
  solicitudes?: string[];
  /** W3C Trace Context of what put the job into the queue, where its trace is kept. */
  traceparent?: string;
  /** The same of the requests that it is done for, where they are several. */
  vinculos?: string[];
}

/** Handles the jobs of one queue: validates a job and dispatches a command, nothing else. */
export interface JobWorker<Data = unknown> {
  readonly queue: QueueName;
  /** Jobs at the same time in this process, its slots; 1 if left out. */
  readonly concurrency?: number;
  /** Milliseconds between runs, for a queue that is fed by the clock alone. */
  readonly everyMs?: number;
  /**
   * Does one job. Any error counts as trouble in the surroundings, and the job is tried again until it succeeds.
   */
  run(job: Job<Data>): Promise<unknown>;
}
