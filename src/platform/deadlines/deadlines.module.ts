import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeadlineAlarms } from './deadline-alarms.js';
import { DeadlineKeeper } from './deadline-keeper.js';

/** What finds rows whose instant has come. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [DeadlineAlarms, DeadlineKeeper],
  exports: [DeadlineAlarms, DeadlineKeeper],
})
export class DeadlinesModule {}
