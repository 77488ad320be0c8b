import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ErrandLedger } from './errand-ledger.js';
import { ErrandPool } from './errand-pool.js';
import { type ErrandWorker, WorksErrands } from './errand-worker.js';

/** Does the errands of all kinds that this program knows. */
@Injectable()
export class ErrandRunner {
  private readonly stopped = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly ledger: ErrandLedger,
  ) {}

  /** @throws when two workers are for one kind. */
  start(): void {
    const workers = this.discovery
      .getProviders({ metadataKey: WorksErrands.KEY })
      .map(({ instance }) => instance as ErrandWorker);
    const twice = workers.find(
      ({ kind }, index) => workers.findIndex((other) => other.kind === kind) < index,
    );
    if (twice) throw new Error(`El oficio «${twice.kind}» tiene dos clases.`);
    const pools = workers.map((worker) => new ErrandPool(worker, this.ledger, this.stopped.signal));
    this.running = Promise.all(pools.map((pool) => pool.run()));
  }

  /** Takes no more errands, and waits for those in hand. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }
}
