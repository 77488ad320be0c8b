import { Global, Module } from '@nestjs/common';
import { JobMeasures } from './job-measures.js';
import { RunLedger } from './run-ledger.js';
import { RunQueue } from './run-queue.js';

/** What API and workers share of the runs of jobs. */
@Global()
@Module({ providers: [JobMeasures, RunLedger, RunQueue], exports: [RunLedger, RunQueue] })
export class JobsModule {}
