import { Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import type { RunTicket } from '../../src/platform/jobs/run-queue.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Runs the jobs that operators own. */
@Injectable()
export class RunEjecucionesWorker implements JobWorker<RunTicket> {
  readonly queue = 'ejecuciones';
  // One that takes hours must not keep the others waiting; each may hold a connection to the database.
  readonly concurrency = 4;

  constructor(private readonly runner: JobRunner) {}

  run({ data }: Job<RunTicket>): Promise<void> {
    return this.runner.run(data.id);
  }
}
