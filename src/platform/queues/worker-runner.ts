import { Logger } from '@nestjs/common';
import { type Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Config } from '../config/config.js';
import { type LineContext, withContext } from '../logging/log-context.js';
import { nextAlarm } from '../schedules/alarm.js';
import { type Beat, Heartbeat, readBeats } from './heartbeat.js';
import type { AskedFor, JobWorker } from './job-worker.js';
import { type QueueName, queueNames } from './queues.js';
import { QUEUE_JOB_DURATIONS, QUEUE_JOBS } from './queue-metrics.js';
import { connectForWorker } from './redis.js';
import { type LiveSpan, startSpan } from '../tracing/span.js';
import { Throughput } from './throughput.js';

const LONGEST_RETRY_MS = 5_000;

/** A worker that has so many items in hand, or all of its slots taken, is under pressure. */
const PRESSING_ITEMS = 1_000;

/** What a queue has in hand, and how fast it went. */
interface Load {
  throughput: Throughput;
  jobs: number;
  items: number;
  lastPressedMs: number;
}

/** Runs all workers of a process. */
export class WorkerRunner {
  private readonly logger = new Logger('workers');
  private readonly running: Worker[] = [];
  private readonly connection: Redis;
  private readonly loads = new Map<QueueName, Load>();
  private readonly heartbeat: Heartbeat;

  /** @throws when a queue has no worker, or two. */
  constructor(
    private readonly workers: readonly JobWorker[],
    private readonly config: Config,
  ) {
    for (const queue of queueNames()) {
      const count = workers.filter((worker) => worker.queue === queue).length;
      if (count !== 1) throw new Error(`La cola «${queue}» tiene ${count} workers y debe tener uno.`);
    }
    this.connection = connectForWorker(config);
    this.heartbeat = new Heartbeat(this.connection, config.REDIS_PREFIX, () => this.takePulses());
  }

  /** Schedules what runs by the clock and starts working; resolves when every worker listens. */
  async start(): Promise<void> {
    await Promise.all(this.workers.map((worker) => this.schedule(worker)));
    const { last } = await readBeats(this.connection, this.config.REDIS_PREFIX);
    for (const { queue } of this.workers) {
      // Until it has measured anything of its own, this worker is taken to be as fast as the last one was.
      const { capacity = null, proven = false } = last?.[queue] ?? {};
      const throughput = new Throughput(capacity, Date.now(), proven);
      this.loads.set(queue, { throughput, jobs: 0, items: 0, lastPressedMs: -Infinity });
    }
    for (const worker of this.workers) this.running.push(this.listen(worker));
    await Promise.all(this.running.map((worker) => worker.waitUntilReady()));
    await this.heartbeat.start();
  }

  /** Takes no more jobs, finishes those in hand, closes the connections. */
  async stop(): Promise<void> {
    await Promise.all(this.running.map((worker) => worker.close()));
    this.heartbeat.stop();
    this.connection.disconnect();
  }

  private async schedule({ queue: name, everyMs }: JobWorker): Promise<void> {
    if (!everyMs) return;
    const queue = new Queue(name, { connection: this.connection, prefix: this.config.REDIS_PREFIX });
    queue.on('error', () => undefined);
    await queue.upsertJobScheduler(
      name,
      { every: everyMs },
      { name, opts: { removeOnComplete: true, removeOnFail: { count: 100 } } },
    );
    await queue.close();
  }

  private listen(worker: JobWorker): Worker {
    const bull = new Worker(worker.queue, (job) => this.run(worker, job), {
      connection: this.connection,
      prefix: this.config.REDIS_PREFIX,
      concurrency: worker.concurrency ?? 1,
      lockDuration: this.config.TRAZO_COLA_BLOQUEO_SEGUNDOS * 1_000,
      stalledInterval: this.config.TRAZO_COLA_BLOQUEO_SEGUNDOS * 1_000,
      // After Redis refused a connection; the default lets the queue lie for 15 seconds.
      runRetryDelay: 500,
      // A job may be taken over from a killed worker as often as workers are killed. The default gives up at the second.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      settings: {
        repeatStrategy: nextAlarm,
        backoffStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 10), LONGEST_RETRY_MS),
      },
    });
    bull.on('failed', (job, error) =>
      this.logger.error({
        message: 'trabajo-fallido',
        cola: worker.queue,
        trabajo: job?.id,
        intento: job?.attemptsMade,
        stack: error.stack,
      }),
    );
    bull.on('stalled', (job) =>
      this.logger.warn({ message: 'trabajo-sin-dueño', cola: worker.queue, trabajo: job }),
    );
    bull.on('error', (error) =>
      this.logger.warn({ message: 'cola', cola: worker.queue, error: error.message }),
    );
    return bull;
  }

  private async run(worker: JobWorker, job: Job): Promise<unknown> {
    const load = this.loads.get(worker.queue) as Load;
    const items = itemsOf(job);
    const start = performance.now();
    const context = contextOf(worker, job);
    const span = spanOf(worker, job);
    load.jobs += 1;
    load.items += items;
    if (load.jobs >= (worker.concurrency ?? 1) || load.items >= PRESSING_ITEMS) load.lastPressedMs = start;
    try {
      const result = await withContext({ ...context, traceparent: span?.traceparent }, () => worker.run(job));
      span?.end();
      const busyMs = performance.now() - start;
      withContext(context, () =>
        this.logger.debug({ message: 'trabajo-hecho', durationMs: Math.round(busyMs) }),
      );
      QUEUE_JOBS.of(worker.queue, 'done').add();
      QUEUE_JOB_DURATIONS.of(worker.queue).observe(busyMs / 1_000);
      load.throughput.record(items, busyMs, Date.now(), load.lastPressedMs >= start);
      return result;
    } catch (error) {
      QUEUE_JOBS.of(worker.queue, 'failed').add();
      span?.end({}, true);
      throw error;
    } finally {
      load.jobs -= 1;
      load.items -= items;
    }
  }

  private takePulses(): Beat {
    const pulses = [...this.loads].map(([queue, { throughput }]) => [
      queue,
      { ...throughput.rates(Date.now()), ...throughput.speed },
    ]);
    return Object.fromEntries(pulses) as Beat;
  }
}

/** What every line says that is written for a job. */
function contextOf({ queue: cola }: JobWorker, { id: trabajo, data }: Job): LineContext {
  const { solicitudes = [] } = (data ?? {}) as AskedFor;
  const [requestId] = solicitudes;
  const asked = solicitudes.length > 1 ? { requestIds: solicitudes } : requestId ? { requestId } : {};
  return { cola, trabajo, ...asked };
}

/** Goes on with the trace of whoever asked for a job; what the clock asks for has none. */
function spanOf({ queue }: JobWorker, { data }: Job): LiveSpan | undefined {
  const { traceparent: parent, vinculos: links = [] } = (data ?? {}) as AskedFor;
  return parent === undefined
    ? undefined
    : startSpan({
        name: `process ${queue}`,
        kind: 'consumer',
        parent,
        links,
        fields: { 'messaging.destination.name': queue },
      });
}

/** How many items a job carries: its name says so, and of a job that is its own item it says something else. */
function itemsOf({ name }: Job): number {
  return Number(name) || 1;
}
