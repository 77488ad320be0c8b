import type { Redis } from 'ioredis';
import { together } from '../lifecycle/together.js';

/** How often PostgreSQL is asked, in milliseconds. Redis only has it asked sooner. */
const LOOK_MS = 5_000;

/** What a shared state is made of. */
export interface SharedStateOptions {
  /** Connection of requests, to tell others with. */
  redis: Redis;
  /** Name of its channel. */
  channel: string;
  /** Reads it from PostgreSQL and takes it over. */
  look: () => Promise<void>;
}

/**
 * Something that stands in PostgreSQL and that every process has in its memory: each reads it every five seconds, and at once
 * when another one says through Redis that it has changed. While PostgreSQL is away the last one read stands.
 */
export class SharedState {
  private subscriber: Redis | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  /** Reads it; whoever asks while that is under way gets the same answer. @throws what reading it throws. */
  readonly look: () => Promise<void>;

  constructor(private readonly options: SharedStateOptions) {
    const look = together(options.look);
    this.look = () => (this.looking = look());
  }

  /** Reads it and listens. @returns why the first look failed, if it did; the next makes up for it. */
  async start(): Promise<unknown> {
    const { redis, channel } = this.options;
    const subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
    subscriber.on('error', () => undefined);
    subscriber.on('message', () => void this.lookAnew().catch(() => undefined));
    this.subscriber = subscriber;
    subscriber.subscribe(channel).catch(() => undefined);
    const failure: unknown = await this.look().then(
      () => undefined,
      (error: unknown) => error,
    );
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_MS);
    return failure;
  }

  stop(): void {
    clearInterval(this.timer);
    this.subscriber?.disconnect();
  }

  /** Has every process look, this one before it returns. Call it after the commit. */
  async tell(): Promise<void> {
    await this.options.redis.publish(this.options.channel, '').catch(() => undefined);
    await this.lookAnew().catch(() => undefined);
  }

  /** A look that began before it was asked for may have missed what it is asked for. */
  private async lookAnew(): Promise<void> {
    await this.looking?.catch(() => undefined);
    await this.look();
  }
}
