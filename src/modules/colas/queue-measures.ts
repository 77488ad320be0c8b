import { Injectable } from '@nestjs/common';
import { type Gauge, Measures, type MeasureSource } from '../../platform/metrics/measures.js';
import { together } from '../../platform/lifecycle/together.js';
import { QueueGauge, type QueueReading, secondsToDrain } from '../../platform/queues/queue-gauge.js';

/** How full the queues are, how fast they drain, and who works. */
@Injectable()
@Measures()
export class QueueMeasures implements MeasureSource {
  readonly figures: readonly Gauge[];
  private readonly readAll: () => Promise<QueueReading[]>;

  constructor(gauge: QueueGauge) {
    this.readAll = together(() => gauge.readAll());
    this.figures = [
      {
        name: 'trazo_queue_jobs',
        help: 'Jobs of a queue by state.',
        labels: ['queue', 'state'],
        read: async () =>
          (await this.readAll()).flatMap(({ queue, jobs }) =>
            Object.entries(jobs).map(([state, value]) => ({ labels: { queue, state }, value })),
          ),
      },
      this.figure(
        'trazo_queue_items',
        'Items that are not done; an estimate above 1,000 jobs.',
        (each) => each.items,
      ),
      this.figure(
        'trazo_queue_drained_items_per_second',
        'Items done per second over the last minute.',
        (each) => each.drained.items,
      ),
      this.figure(
        'trazo_queue_drain_seconds',
        'Time to get done what is in it; absent while that is not known.',
        secondsToDrain,
      ),
      this.figure(
        'trazo_queue_oldest_seconds',
        'Time since the oldest job that is not done came in or was due.',
        (each) => (each.lagMs ?? 0) / 1_000,
      ),
      this.figure('trazo_queue_workers', 'Worker processes that are alive.', (each) => each.workers),
    ];
  }

  private figure(name: string, help: string, of: (reading: QueueReading) => number | null): Gauge {
    return {
      name,
      help,
      labels: ['queue'],
      read: async () =>
        (await this.readAll()).flatMap((reading) => {
          const value = of(reading);
          return value === null ? [] : [{ labels: { queue: reading.queue }, value }];
        }),
    };
  }
}
