import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONFIG, type Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import type { Door } from '../http/door.js';
import { QueueGauge, secondsToDrain } from './queue-gauge.js';
import { REDIS } from './redis.js';

const PERIOD_MS = 500;

/** A Redis that takes longer than this for a reading hangs. */
const PATIENCE_MS = 2_000;

/**
 * Share of Redis's memory that may be in use. Without some left, workers could not even take a job out of the queue:
 * a full Redis refuses every write, and the queue would never drain.
 */
const MEMORY_SHARE = 0.8;

const LONGEST_RETRY_S = 60;
const SHORTEST_SPREAD_S = 4;

/** Why trazas are not taken in. */
type Trouble = { code: 'cola-no-disponible' } | { code: 'cola-saturada'; excessS: number };

/**
 * Whether trazas are taken in: not while Redis is away or hangs, and not while the queue holds more than the workers
 * can do in time. Decided twice a second, not once a request, so that it costs the hot road nothing.
 */
@Injectable()
export class Backpressure implements Door, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('contrapresion');
  private trouble: Trouble | undefined;
  private readonly stopped = new AbortController();

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly gauge: QueueGauge,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  refusal(): DomainError | undefined {
    if (this.redis.status !== 'ready') return new DomainError('cola-no-disponible');
    if (!this.trouble) return undefined;
    if (this.trouble.code === 'cola-no-disponible') return new DomainError('cola-no-disponible');
    // When the excess is done, and spread from there on: those who were turned away must not all come back at once.
    const base = Math.min(LONGEST_RETRY_S, this.trouble.excessS);
    const spread = Math.max(SHORTEST_SPREAD_S, base);
    return new DomainError('cola-saturada', { segundos: Math.ceil(base + Math.random() * spread) });
  }

  onApplicationBootstrap(): void {
    void this.watch();
  }

  onModuleDestroy(): void {
    this.stopped.abort();
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const trouble = await this.look();
      if (trouble?.code !== this.trouble?.code)
        this.logger.warn({ message: trouble ? 'puerta-cerrada' : 'puerta-abierta', motivo: trouble?.code });
      this.trouble = trouble;
      await sleep(PERIOD_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async look(): Promise<Trouble | undefined> {
    const { TRAZO_COLA_MAX_SEGUNDOS: maxS, TRAZO_COLA_MAX_TRAZAS: maxItems } = this.config;
    const late = new AbortController();
    try {
      const readings = Promise.all([this.gauge.read('trazas'), this.redis.info('memory')]);
      const answer = await Promise.race([
        readings,
        sleep(PATIENCE_MS, undefined, { signal: late.signal, ref: false }).catch(() => undefined),
      ]);
      // One that comes too late comes to nobody.
      readings.catch(() => undefined);
      if (!answer) return { code: 'cola-no-disponible' };
      const [reading, memory] = answer;
      const excessS = (secondsToDrain(reading) ?? 0) - maxS;
      if (excessS > 0) return { code: 'cola-saturada', excessS };
      if (reading.items >= maxItems || isNearlyFull(memory)) return { code: 'cola-saturada', excessS: 1 };
      return undefined;
    } catch {
      // Whatever it was, a Redis that cannot be read cannot be relied upon to keep what it is given.
      return { code: 'cola-no-disponible' };
    } finally {
      late.abort();
    }
  }
}

/** @param info - What `INFO memory` answered. */
function isNearlyFull(info: string): boolean {
  const of = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  return of('maxmemory') > 0 && of('used_memory') > MEMORY_SHARE * of('maxmemory');
}
