import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { CONFIG, type Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { Closure } from './closure.js';
import { QueueGauge, type QueueReading, secondsToDrain } from './queue-gauge.js';
import { guardedQueues, type QueueName } from './queues.js';
import { REDIS } from './redis.js';

const PERIOD_MS = 500;

/** A Redis that takes longer than this for a reading hangs. */
const PATIENCE_MS = 2_000;

/**
 * Share of Redis's memory that may be in use. Without some left, workers could not even take a job out of the queue:
 * a full Redis refuses every write, and the queue would never drain.
 */
const MEMORY_SHARE = 0.8;

/** What closes a queue, by what is read of both and of Redis's memory. */
interface Readings {
  queues: ReadonlyMap<QueueName, QueueReading>;
  items: number;
  /** Share of Redis's memory in use. */
  memory: number;
}

/**
 * Whether queues with a door take anything in: not while Redis is away or hangs, and not while one holds more than the workers
 * can do in time. Decided twice a second, not once a request, so that it costs the hot road nothing.
 */
@Injectable()
export class Backpressure implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('contrapresion');
  private readonly doors = guardedQueues();
  private readonly closures: ReadonlyMap<QueueName, Closure>;
  private isThere = true;
  private readonly stopped = new AbortController();

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly gauge: QueueGauge,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.closures = new Map(this.doors.map(({ name }) => [name, new Closure()]));
  }

  /** Why a queue takes nothing at the moment; undefined if it does. */
  refusal(queue: QueueName): DomainError | undefined {
    const door = this.doors.find(({ name }) => name === queue)?.door;
    if (!door) return undefined;
    if (this.redis.status !== 'ready' || !this.isThere) return new DomainError(door.away);
    const segundos = this.closures.get(queue)?.retryAfterS(performance.now());
    return segundos === undefined ? undefined : new DomainError(door.full, { segundos });
  }

  /** What there is to say while Redis is away. */
  away(cause: unknown): DomainError {
    return new DomainError(this.doors[0]?.door.away ?? 'interno', {}, [], cause);
  }

  /** The queues that are closed. */
  closed(): QueueName[] {
    return this.doors.map(({ name }) => name).filter((queue) => this.refusal(queue));
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
      const readings = await this.look();
      this.say(this.isThere, readings !== undefined, { motivo: this.doors[0]?.door.away });
      this.isThere = readings !== undefined;
      if (readings) this.decide(readings);
      await sleep(PERIOD_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private decide(readings: Readings): void {
    let needsS: number | null | undefined;
    for (const { name: queue, door } of this.doors.toReversed()) {
      needsS = longer(needsS, this.needOf(readings, queue, door.share));
      const closure = this.closures.get(queue) as Closure;
      const was = closure.isOpen;
      closure.set(needsS, performance.now());
      this.say(was, closure.isOpen, { motivo: door.full, queue });
    }
  }

  /**
   * Seconds after which a queue has room again: null if that is not known, undefined if it has room. How long it needs is
   * asked only when its speed was measured under pressure.
   */
  private needOf(
    { queues, items, memory }: Readings,
    queue: QueueName,
    share: number,
  ): number | null | undefined {
    const { TRAZO_COLA_MAX_SEGUNDOS: maxS, TRAZO_COLA_MAX_TRAZAS: maxItems } = this.config;
    const reading = queues.get(queue) as QueueReading;
    const rate = reading.proven ? reading.capacity : null;
    const lateS = rate === null ? 0 : (secondsToDrain(reading) ?? 0) - maxS;
    const tooMany = items - Math.ceil(maxItems * share) + 1;
    if (tooMany > 0) return rate ? Math.max(lateS, tooMany / rate) : null;
    if (lateS > 0) return lateS;
    return memory > MEMORY_SHARE * share ? null : undefined;
  }

  private say(was: boolean, is: boolean, what: object): void {
    if (was !== is) this.logger.warn({ message: is ? 'puerta-abierta' : 'puerta-cerrada', ...what });
  }

  /** Undefined while Redis is away, or hangs. */
  private async look(): Promise<Readings | undefined> {
    const late = new AbortController();
    try {
      const reading = Promise.all([
        this.gauge.readSome(this.doors.map(({ name }) => name)),
        this.redis.info('memory'),
      ]);
      const answer = await Promise.race([reading, patience(late.signal)]);
      // One that comes too late comes to nobody.
      reading.catch(() => undefined);
      if (!answer) return undefined;
      const [queues, memory] = answer;
      return {
        queues: new Map(queues.map((queue) => [queue.queue, queue])),
        items: queues.reduce((sum, queue) => sum + queue.items, 0),
        memory: usedShare(memory),
      };
    } catch {
      // Whatever it was, a Redis that cannot be read cannot be relied upon to keep what it is given.
      return undefined;
    } finally {
      late.abort();
    }
  }
}

/** Resolves when a Redis that has not answered hangs. */
async function patience(signal: AbortSignal): Promise<undefined> {
  await sleep(PATIENCE_MS, undefined, { signal, ref: false }).catch(() => undefined);
  // It may be this process that stood still: then the answer lies in its socket, and is read before this resolves.
  for (let turn = 0; turn < 2 && !signal.aborted; turn += 1) await setImmediate();
  return undefined;
}

/** Of two needs the one that takes longer; one that is not known is the shortest there is. */
function longer(a: number | null | undefined, b: number | null | undefined): number | null | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** @param info - What `INFO memory` answered. */
function usedShare(info: string): number {
  const of = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  return of('maxmemory') > 0 ? of('used_memory') / of('maxmemory') : 0;
}
