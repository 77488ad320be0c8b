import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { REDIS } from '../../platform/queues/queues.module.js';
import { connectForSignals } from '../../platform/queues/redis.js';

/** So long after Redis has refused a subscription the next try is made. */
const RETRY_MS = 1_000;

/**
 * Tells every process which receipts were written, so that those who wait for one need not ask the database again and
 * again. Redis pub/sub: it touches no disk, costs the worker one command a tanda that nobody waits for, and does not
 * take a lock at COMMIT as NOTIFY of PostgreSQL does. It may lose a message while a connection is away; then whoever
 * listens is told to look anyway.
 */
@Injectable()
export class TandaSignal implements OnApplicationShutdown {
  private readonly channel: string;
  private subscriber: Redis | undefined;
  private subscribed: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.channel = `${config.REDIS_PREFIX}:recibos`;
  }

  /** After the commit. Nobody waits for this: a signal that is lost costs somebody a look, not a traza. */
  announce(tandaIds: readonly string[]): void {
    if (tandaIds.length === 0) return;
    this.redis.publish(this.channel, [...new Set(tandaIds)].join(' ')).catch(() => undefined);
  }

  /**
   * Listens, from the first call on; resolves when nothing that is announced from now on can be missed.
   *
   * @param onWritten - Gets the ids of tandas whose receipts were written; none if some may have been missed.
   */
  async listen(onWritten: (tandaIds: readonly string[]) => void): Promise<void> {
    this.subscribed ??= this.subscribe(onWritten);
    await this.subscribed;
  }

  onApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.retry);
    this.subscriber?.disconnect();
  }

  /** Resolves at the first answer of Redis, however long that takes. */
  private subscribe(onWritten: (tandaIds: readonly string[]) => void): Promise<void> {
    return new Promise((resolve) => {
      const subscriber = connectForSignals(this.config);
      this.subscriber = subscriber;
      subscriber.on('message', (_channel, text: string) => onWritten(text.split(' ')));
      subscriber.on('ready', () => void this.join(subscriber, onWritten).then(resolve));
    });
  }

  /** Subscribes, and tries again until Redis lets it; meanwhile whoever listens is told to look at each try. */
  private async join(subscriber: Redis, onWritten: (tandaIds: readonly string[]) => void): Promise<void> {
    clearTimeout(this.retry);
    const joined = await subscriber.subscribe(this.channel).then(
      () => true,
      () => false,
    );
    if (this.isOver) return;
    onWritten([]);
    if (!joined) this.retry = setTimeout(() => void this.join(subscriber, onWritten), RETRY_MS);
  }
}
