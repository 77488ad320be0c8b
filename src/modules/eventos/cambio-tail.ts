import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../platform/errors/domain-error.js';
import { StopSignal } from '../../platform/lifecycle/stop-signal.js';
import { Log } from '../../platform/log/log.js';
import { behind } from '../../platform/log/place.js';
import { CambioLog, type CambioRow } from './cambio-log.js';

/** Between two looks: with what a look takes, well below the 250 ms within which a change is told. */
const LOOK_EVERY_MS = 100;

/** The same while the database does not answer. */
const RETRY_MS = 1_000;

/** Positions of one look. */
const WINDOW = 2_000;

type Listener = (change: CambioRow) => void;

/** Somebody who is about to listen. */
interface Joiner {
  join: (from: number) => void;
  fail: (error: unknown) => void;
}

/** Somebody who waits for something behind a position. */
interface Waiter {
  position: number;
  done: () => void;
}

/**
 * Follows the log of changes, once for all who want to know in this process, and only while there is somebody. Looking ten
 * times a second costs the database less than telling every process of every commit would, and it needs nothing else that
 * may be away.
 */
@Injectable()
export class CambioTail {
  private readonly logger = new Logger('eventos');
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly waiters = new Set<Waiter>();
  private joining: Joiner[] = [];
  private position: number | undefined;
  private running = false;

  constructor(
    private readonly log: Log,
    private readonly cambios: CambioLog,
    private readonly stop: StopSignal,
  ) {
    stop.signal.addEventListener('abort', () => {
      for (const { done } of this.waiters) done();
    });
  }

  /**
   * Tells `listener` of every change of an envío behind a position.
   *
   * @returns the position, and how to stop listening.
   */
  follow(envioId: string, listener: Listener): Promise<{ from: number; leave: () => void }> {
    const leave = () => {
      const others = this.listeners.get(envioId);
      if (others?.delete(listener) && others.size === 0) this.listeners.delete(envioId);
    };
    return new Promise((resolve, fail) => {
      // Between two looks: the next one asks for this envío as well, and nothing is between.
      const join = (from: number) => {
        this.listeners.set(envioId, (this.listeners.get(envioId) ?? new Set()).add(listener));
        resolve({ from, leave });
      };
      this.joining.push({ join, fail });
      void this.run();
    });
  }

  /** Waits until there is something behind a position, but not longer than `ms`. */
  waitPast(position: number, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve();
      };
      const waiter = { position, done };
      const timer = setTimeout(done, this.stop.signal.aborted ? 0 : ms);
      this.waiters.add(waiter);
      void this.run();
    });
  }

  private get needed(): boolean {
    return this.listeners.size > 0 || this.joining.length > 0 || this.waiters.size > 0;
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    const { signal } = this.stop;
    while (this.needed && !signal.aborted) {
      const pause = await this.look().catch((error: Error) => this.lookFailed(error));
      if (pause > 0) await delay(pause, undefined, { signal }).catch(() => undefined);
    }
    for (const { fail } of this.joining.splice(0)) fail(new DomainError('deteniendose'));
    this.running = false;
    this.position = undefined;
  }

  /** @returns milliseconds until the next look. */
  private async look(): Promise<number> {
    const { ultima, more } = await this.log.number();
    const last = this.position ?? ultima;
    const upTo = Math.min(ultima, last + WINDOW);
    const followed = [...this.listeners.keys()];
    if (upTo > last && followed.length > 0)
      for (const change of await this.cambios.listOf(followed, behind(last), upTo))
        for (const listener of this.listeners.get(change.envioId) ?? []) listener(change);
    this.position = upTo;
    // Nobody begins in the middle of what is still to be read.
    if (upTo === ultima) for (const { join } of this.joining.splice(0)) join(upTo);
    for (const { position, done } of this.waiters) if (position < upTo) done();
    return more || upTo < ultima ? 0 : LOOK_EVERY_MS;
  }

  /** Who follows waits for the database to come back; who wants to begin is told. */
  private lookFailed(error: Error): number {
    this.logger.warn({ message: 'sin-cambios', error: error.message });
    for (const { fail } of this.joining.splice(0)) fail(error);
    return RETRY_MS;
  }
}
