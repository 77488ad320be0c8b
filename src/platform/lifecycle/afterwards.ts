import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

/** Work that a request sets going and does not wait for. Before the process ends it is waited for. */
@Injectable()
export class Afterwards implements OnModuleDestroy {
  private readonly logger = new Logger('proceso');
  private readonly running = new Set<Promise<void>>();

  /** @param what - What it is, for the log of one that fails. */
  run(what: string, work: () => Promise<void>): void {
    const job = work()
      .catch((error: unknown) => this.logger.error({ message: what, error: String(error) }))
      .finally(() => this.running.delete(job));
    this.running.add(job);
  }

  /** Resolves when nothing is going on any more. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  async onModuleDestroy(): Promise<void> {
    await this.settled();
  }
}
