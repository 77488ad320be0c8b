import { Global, Module } from '@nestjs/common';
import { AccessGuard } from '../access/access-guard.js';
import { ProblemsController } from './problems.controller.js';
import { Backpressure } from '../queues/backpressure.js';
import { DoorMeasures } from '../queues/door-measures.js';
import { Freshness } from './freshness.js';
import { HomeController } from './home.controller.js';
import { HttpDrain } from './http-drain.js';
import { Proxies } from './proxies.js';

/** What every HTTP process answers beside its business. */
@Global()
@Module({
  controllers: [HomeController, ProblemsController],
  providers: [AccessGuard, Backpressure, DoorMeasures, Freshness, HttpDrain, Proxies],
  exports: [Backpressure, HttpDrain, Proxies],
})
export class HttpModule {}
