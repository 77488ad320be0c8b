import { Injectable } from '@nestjs/common';
import { type Gauge, Measures, type MeasureSource } from '../metrics/measures.js';
import { Backpressure } from './backpressure.js';
import { guardedQueues } from './queues.js';

/** Which queues take nothing in. */
@Injectable()
@Measures()
export class DoorMeasures implements MeasureSource {
  readonly gauges: readonly Gauge[];

  constructor(backpressure: Backpressure) {
    this.gauges = [
      {
        name: 'trazo_queue_closed',
        help: 'Whether a queue refuses what comes from outside, as this process sees it.',
        labels: ['queue'],
        read: () => {
          const closed = new Set(backpressure.closed());
          return guardedQueues().map(({ name: queue }) => ({
            labels: { queue },
            value: closed.has(queue) ? 1 : 0,
          }));
        },
      },
    ];
  }
}
