import { Injectable } from '@nestjs/common';
import { alone, type Gauge, Measures, type MeasureSource } from '../../platform/metrics/measures.js';
import { EnvioFollower } from './envio-follower.js';

/** Who follows live. */
@Injectable()
@Measures()
export class FollowerMeasures implements MeasureSource {
  readonly gauges: readonly Gauge[];

  constructor(follower: EnvioFollower) {
    this.gauges = [
      {
        name: 'trazo_live_followers',
        help: 'Streams of envíos that are followed live in this process.',
        read: () => alone(follower.count),
      },
    ];
  }
}
