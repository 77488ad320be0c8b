import { Injectable } from '@nestjs/common';
import { StopSignal } from '../../platform/lifecycle/stop-signal.js';
import { type TandaOutcome, TandaReader } from './tanda-reader.js';
import { TandaSignal } from './tanda-signal.js';

/** What all who wait for one tanda share. */
interface Watch {
  waiters: number;
  /** The look at its receipt that was begun after the last signal. */
  look: Promise<TandaOutcome | undefined>;
  /** Resolves at the next signal. */
  changed: Promise<void>;
  wake: () => void;
}

/**
 * Waits for receipts. However many wait for the captures of a tanda, the database is asked once when the first of them
 * comes and once for each signal about that tanda.
 */
@Injectable()
export class OutcomeWaiter {
  private readonly watches = new Map<string, Watch>();
  private readonly ends = new Set<() => void>();

  constructor(
    private readonly reader: TandaReader,
    private readonly signal: TandaSignal,
    private readonly stop: StopSignal,
  ) {
    // Whoever still waits is let go: the server waits for its requests before anything else is stopped.
    stop.signal.addEventListener('abort', () => {
      for (const end of this.ends) end();
    });
  }

  /**
   * Waits until `judge` makes something of the tanda's outcome.
   *
   * @returns what it made, or null when the time was over first.
   */
  async wait<T>(tandaId: string, ms: number, judge: (outcome: TandaOutcome) => T | null): Promise<T | null> {
    let over = false;
    let finish: () => void = () => undefined;
    const end = new Promise<void>((resolve) => (finish = resolve)).then(() => void (over = true));
    this.ends.add(finish);
    const timer = setTimeout(finish, this.stop.signal.aborted ? 0 : ms);
    try {
      await Promise.race([this.signal.listen((ids) => this.renew(ids)), end]);
      return await this.watching(tandaId, async (watch) => {
        for (;;) {
          const { look, changed } = watch;
          const outcome = await Promise.race([look, end]);
          const result = outcome ? judge(outcome) : null;
          if (result !== null || over) return result;
          await Promise.race([changed, end]);
        }
      });
    } finally {
      clearTimeout(timer);
      this.ends.delete(finish);
    }
  }

  private async watching<T>(tandaId: string, work: (watch: Watch) => Promise<T>): Promise<T> {
    const watch = this.watches.get(tandaId) ?? { waiters: 0, ...this.observe(tandaId) };
    this.watches.set(tandaId, watch);
    watch.waiters += 1;
    try {
      return await work(watch);
    } finally {
      watch.waiters -= 1;
      if (watch.waiters === 0) this.watches.delete(tandaId);
    }
  }

  private renew(tandaIds: readonly string[]): void {
    for (const tandaId of tandaIds.length > 0 ? tandaIds : this.watches.keys()) {
      const watch = this.watches.get(tandaId);
      if (!watch) continue;
      const { wake } = watch;
      Object.assign(watch, this.observe(tandaId));
      wake();
    }
  }

  private observe(tandaId: string): Omit<Watch, 'waiters'> {
    let wake: () => void = () => undefined;
    const changed = new Promise<void>((resolve) => (wake = resolve));
    // The trazas are safe in the queue whether or not the database can be asked: then nothing is known yet.
    const look = this.reader.findStored(tandaId).catch(() => undefined);
    return { look, changed, wake };
  }
}
