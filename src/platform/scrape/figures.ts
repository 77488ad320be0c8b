import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import type { Gauge } from '../metrics/measures.js';
import type { Sample } from '../metrics/metric.js';
import { REDIS } from '../queues/redis.js';

/** Figures are this old at most, in milliseconds: younger ones are told again. */
const FRESH_MS = 15_000;

/** Whoever tells them and is not asked again for so long is gone. */
const LEASE_MS = 45_000;

/** KEYS: the lease. ARGV: who asks for it, for how long. */
const LEASE = `
  local held = redis.call('GET', KEYS[1])
  if held and held ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1`;

/** A gauge that was read. */
export interface Reading {
  gauge: Gauge;
  samples: readonly Sample[];
}

/** Reads gauges; one that fails is left out. */
export async function readGauges(
  gauges: readonly Gauge[],
  failed: (name: string) => void,
): Promise<Reading[]> {
  const readings = gauges.map(async (gauge) => {
    try {
      return [{ gauge, samples: await gauge.read() }];
    } catch {
      failed(gauge.name);
      return [];
    }
  });
  return (await Promise.all(readings)).flat();
}

/** Figures of the whole house. They cost queries, so of all processes that are scraped one tells them. */
@Injectable()
export class Figures {
  private readonly id = randomUUID();
  private readonly key: string;
  private holds = false;
  private told: { at: number; readings: Promise<Reading[]> } | undefined;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) { REDIS_PREFIX }: Config,
  ) {
    this.key = `${REDIS_PREFIX}:metricas:figuras`;
  }

  /** What this process is to tell: nothing while another one tells it. */
  async read(gauges: readonly Gauge[], failed: (name: string) => void): Promise<Reading[]> {
    // While Redis is away it stays with whoever told them last.
    this.holds = await this.redis.eval(LEASE, 1, this.key, this.id, LEASE_MS).then(
      (answer) => answer === 1,
      () => this.holds,
    );
    if (!this.holds) return [];
    const now = performance.now();
    if (!this.told || now - this.told.at > FRESH_MS)
      this.told = { at: now, readings: readGauges(gauges, failed) };
    return this.told.readings;
  }

  /** Lets another process tell them. */
  async leave(): Promise<void> {
    if (this.holds) await this.redis.del(this.key).catch(() => undefined);
    this.holds = false;
  }
}
