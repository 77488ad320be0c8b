import { Global, Module } from '@nestjs/common';
import { AccessGuard } from '../access/access-guard.js';
import { ProblemsController } from './problems.controller.js';
import { Backpressure } from '../queues/backpressure.js';
import { Freshness } from './freshness.js';
import { HomeController } from './home.controller.js';
import { HttpDrain } from './http-drain.js';

/** What every HTTP process answers beside its business. */
@Global()
@Module({
  controllers: [HomeController, ProblemsController],
  providers: [AccessGuard, Backpressure, Freshness, HttpDrain],
  exports: [Backpressure, HttpDrain],
})
export class HttpModule {}
