import { Module } from '@nestjs/common';
import { ProblemsController } from '../errors/problems.controller.js';
import { HealthController } from '../health/health.controller.js';
import { Backpressure } from '../queues/backpressure.js';
import { Freshness } from './freshness.js';
import { HttpDrain } from './http-drain.js';

/** What every HTTP process answers beside its business. */
@Module({
  controllers: [HealthController, ProblemsController],
  providers: [Backpressure, Freshness, HttpDrain],
})
export class HttpModule {}
