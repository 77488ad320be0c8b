import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { QueueName } from './queues.js';

const EVERY_MS = 1_000;

/** A worker that has not been heard of for so long is not alive. */
const ALIVE_MS = 5_000;

/** What a worker process says of one queue. */
export interface Pulse {
  /** Per second, over the last minute. */
  jobs: number;
  items: number;
  /** Items per second if it were never idle; null if nothing was measured yet. */
  capacity: number | null;
  /** Whether that was measured under pressure; workers of versions before do not say it. */
  proven?: boolean;
}

/** What a worker process says of its queues; one of another version may know others. */
export type Beat = Partial<Record<QueueName, Pulse>>;

/** Beats of the workers that are alive, and the last one of any, dead or alive. */
export interface Beats {
  alive: Beat[];
  last: Beat | null;
}

const keysOf = (prefix: string) => ({
  ids: `${prefix}:workers`,
  last: `${prefix}:worker:ultimo`,
  of: (id: string) => `${prefix}:worker:${id}`,
});

/**
 * Says once a second what a worker process is doing, in a key that expires. That the event loop still says it is what
 * "alive" means: a stopped process keeps its connections open.
 */
export class Heartbeat {
  private readonly id = randomUUID();
  private readonly keys: ReturnType<typeof keysOf>;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<unknown> | undefined;

  constructor(
    private readonly redis: Redis,
    prefix: string,
    private readonly take: () => Beat,
  ) {
    this.keys = keysOf(prefix);
  }

  async start(): Promise<void> {
    await this.beat();
    // A beat that waits for Redis to come back is enough: no second one queues up behind it.
    this.timer = setInterval(() => void (this.beating ??= this.beat()), EVERY_MS);
  }

  /**
   * Says a last time what it did, so that it is known how fast a worker is though none is alive, and signs off. Without
   * waiting for an answer: while Redis is away none would come, and the key expires by itself.
   */
  stop(): void {
    clearInterval(this.timer);
    void this.beat();
    this.redis.del(this.keys.of(this.id)).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    const text = JSON.stringify(this.take());
    const { ids, last, of } = this.keys;
    // What fails is said again in a second.
    await this.redis
      .multi()
      .sadd(ids, this.id)
      .set(of(this.id), text, 'PX', ALIVE_MS)
      .set(last, text)
      .exec()
      .catch(() => undefined);
    this.beating = undefined;
  }
}

/** Hears all workers. */
export async function readBeats(redis: Redis, prefix: string): Promise<Beats> {
  const keys = keysOf(prefix);
  const ids = await redis.smembers(keys.ids);
  const [last, ...beats] = await redis.mget(keys.last, ...ids.map(keys.of));
  const dead = ids.filter((_, index) => beats[index] == null);
  // One that was only slow names itself again with its next beat.
  if (dead.length > 0) await redis.srem(keys.ids, ...dead);
  return {
    alive: beats.flatMap((text) => (text ? [JSON.parse(text) as Beat] : [])),
    last: last ? (JSON.parse(last) as Beat) : null,
  };
}
