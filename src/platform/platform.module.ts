import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CONFIG, type Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { Cursors } from './http/cursors.js';
import { JobsModule } from './jobs/jobs.module.js';
import { StopSignal } from './lifecycle/stop-signal.js';
import { QueuesModule } from './queues/queues.module.js';

/** What every module stands on, for one configuration. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [CqrsModule.forRoot(), DatabaseModule, QueuesModule, JobsModule],
      providers: [{ provide: CONFIG, useValue: config }, Cursors, StopSignal],
      exports: [CONFIG, Cursors, StopSignal],
    };
  }
}
