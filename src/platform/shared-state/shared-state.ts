import type { Redis } from 'ioredis';

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

  constructor(private readonly options: SharedStateOptions) {}

  /** Reads it and listens; a first look that fails is made up for by the next. */
  async start(): Promise<void> {
    const { redis, channel } = this.options;
    const subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
    subscriber.on('error', () => undefined);
    subscriber.on('message', () => void this.lookAnew());
    this.subscriber = subscriber;
    subscriber.subscribe(channel).catch(() => undefined);
    await this.lookAnew();
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.subscriber?.disconnect();
  }

  /** Has every process look, this one before it returns. Call it after the commit. */
  async tell(): Promise<void> {
    await this.options.redis.publish(this.options.channel, '').catch(() => undefined);
    await this.lookAnew();
  }

  /** A look that began before it was asked for may have missed what it is asked for. */
  private async lookAnew(): Promise<void> {
    await this.looking?.catch(() => undefined);
    await this.look().catch(() => undefined);
  }

  private look(): Promise<void> {
    this.looking ??= this.options.look().finally(() => (this.looking = undefined));
    return this.looking;
  }
}
