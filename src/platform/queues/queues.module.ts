import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG } from '../config/config.js';
import { QueueGauge } from './queue-gauge.js';
import { connectForRequests, REDIS } from './redis.js';

export { REDIS };

@Global()
@Module({
  providers: [{ provide: REDIS, inject: [CONFIG], useFactory: connectForRequests }, QueueGauge],
  exports: [REDIS, QueueGauge],
})
export class QueuesModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
