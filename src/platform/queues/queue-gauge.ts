import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.js';
import { type Beats, type Pulse, readBeats } from './heartbeat.js';
import { type QueueName, queueNames } from './queues.js';
import { REDIS } from './redis.js';

/** Jobs of one state that are looked at one by one; of more than these a sample stands for all. */
const LOOKED_AT = 1_000;

/**
 * Reads one queue. KEYS: wait, active, delayed, failed. ARGV: what the keys of its jobs begin with, jobs to look at.
 *
 * The depth in items is not kept anywhere, so that it costs the writers nothing and cannot drift from the queue: it is
 * summed up from the jobs, whose names are their sizes. Of more than ARGV[2] jobs it looks at twenty blocks evenly spread
 * from end to end, and scales. A job of a schedule counts from when it is due, which stands in its id; any other since
 * it was added.
 */
const READ_QUEUE = `
  local function look(command, key, count)
    local blocks, size = 1, count
    if count > tonumber(ARGV[2]) then blocks, size = 20, math.floor(tonumber(ARGV[2]) / 20) end
    local seen, items, oldest = 0, 0, false
    for block = 0, blocks - 1 do
      local from = blocks == 1 and 0 or math.floor(block * (count - size) / (blocks - 1))
      for _, id in ipairs(redis.call(command, key, from, from + size - 1)) do
        local job = redis.call('HMGET', ARGV[1] .. id, 'name', 'timestamp')
        local since = tonumber(string.match(id, '^repeat:.*:(%d+)$') or job[2])
        if since then
          seen, items = seen + 1, items + (tonumber(job[1]) or 1)
          if not oldest or since < oldest then oldest = since end
        end
      end
    end
    if seen > 0 and seen < count then items = math.floor(items * count / seen + 0.5) end
    return { count, items, oldest }
  end
  return {
    look('LRANGE', KEYS[1], redis.call('LLEN', KEYS[1])),
    look('LRANGE', KEYS[2], redis.call('LLEN', KEYS[2])),
    look('ZRANGE', KEYS[3], redis.call('ZCARD', KEYS[3])),
    redis.call('ZCARD', KEYS[4]),
  }`;

/** Count, items, and the moment since when the oldest waits, in milliseconds since 1970. */
type State = [count: number, items: number, oldest: number | null];

/** How one queue is doing. An item is what a job carries, or the job itself: see `carriesItems`. */
export interface QueueReading {
  queue: QueueName;
  /** Jobs by state. Of a queue that is fed by the clock, one job is always delayed: its next run. */
  jobs: { waiting: number; active: number; delayed: number; failed: number };
  /** Items that are not done: waiting, in hand, or waiting for another try. */
  items: number;
  /** Per second over the last minute, all living workers together: what was done, not what could have been. */
  drained: { jobs: number; items: number };
  /**
   * Items per second that the living workers do when they are not idle, by their last busy seconds. While no worker is
   * alive: what one like the last one would do. Null if none has ever done anything here.
   */
  capacity: number | null;
  /** Whether that was measured under pressure, and so holds for a deep queue. */
  proven: boolean;
  /** Milliseconds that the oldest job has been waiting for a worker; null if none waits. */
  oldestWaitingMs: number | null;
  /** Milliseconds since the oldest job that is not done was added or due; null if there is none. */
  lagMs: number | null;
  /** Worker processes that were heard of in the last five seconds. */
  workers: number;
}

/**
 * Tells how full the queues are and how fast they drain. A reading costs Redis a few milliseconds at most, however
 * long the queue, and two round trips: take one a second and keep it, not one a request.
 */
@Injectable()
export class QueueGauge {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** All queues. Fails at once while Redis is away. */
  async readAll(): Promise<QueueReading[]> {
    return this.readSome(queueNames());
  }

  /** Some queues. Fails at once while Redis is away. */
  async readSome(queues: readonly QueueName[]): Promise<QueueReading[]> {
    const beats = await readBeats(this.redis, this.config.REDIS_PREFIX);
    return Promise.all(queues.map((queue) => this.readQueue(queue, beats)));
  }

  /** One queue. Fails at once while Redis is away. */
  async read(queue: QueueName): Promise<QueueReading> {
    return this.readQueue(queue, await readBeats(this.redis, this.config.REDIS_PREFIX));
  }

  private async readQueue(queue: QueueName, { alive, last }: Beats): Promise<QueueReading> {
    const prefix = `${this.config.REDIS_PREFIX}:${queue}:`;
    const keys = ['wait', 'active', 'delayed', 'failed'].map((state) => prefix + state);
    const [waiting, active, delayed, failed] = (await this.redis.eval(
      READ_QUEUE,
      keys.length,
      ...keys,
      prefix,
      LOOKED_AT,
    )) as [State, State, State, number];
    const since = [waiting, active, delayed].flatMap(([, , oldest]) => (oldest === null ? [] : [oldest]));
    const pulses = alive.flatMap((beat) => beat[queue] ?? []);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const { capacity, proven } = speedOf(pulses) ?? speedOf(last?.[queue] ? [last[queue]] : []) ?? UNKNOWN;
    return {
      queue,
      jobs: { waiting: waiting[0], active: active[0], delayed: delayed[0], failed },
      items: waiting[1] + active[1] + delayed[1],
      drained: { jobs: sum(pulses.map(({ jobs }) => jobs)), items: sum(pulses.map(({ items }) => items)) },
      capacity,
      proven,
      oldestWaitingMs: age(waiting[2]),
      lagMs: age(since.length > 0 ? Math.min(...since) : null),
      workers: pulses.length,
    };
  }
}

const UNKNOWN = { capacity: null, proven: false };

/**
 * What all workers of a queue can do together. One whose speed is not proven is taken to be as fast as those whose is; when
 * there are none, what they say is added up.
 */
function speedOf(pulses: readonly Pulse[]): { capacity: number; proven: boolean } | undefined {
  const measured = pulses.filter(({ capacity }) => capacity !== null);
  if (measured.length === 0) return undefined;
  const provens = measured.filter(({ proven }) => proven);
  const sum = (of: readonly Pulse[]) => of.reduce((total, { capacity }) => total + (capacity ?? 0), 0);
  return provens.length > 0
    ? { capacity: (sum(provens) / provens.length) * pulses.length, proven: true }
    : { capacity: sum(measured), proven: false };
}

/**
 * Seconds that a queue needs to get done what is in it, at the speed that its workers have when they are busy; null if
 * that is not known. This is the figure to hold against a limit: the rate of the last minute would be no use, since it
 * is near zero, and the quotient without bounds, whenever a burst follows a quiet minute.
 */
export function secondsToDrain({ items, capacity }: QueueReading): number | null {
  if (items === 0) return 0;
  return capacity === null ? null : items / capacity;
}

/** Age of a moment; null if it is still to come. */
function age(since: number | null): number | null {
  const ms = since === null ? -1 : Date.now() - since;
  return ms < 0 ? null : ms;
}
