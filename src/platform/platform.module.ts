import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessModule } from './access/access.module.js';
import { GATE } from './access/gate.js';
import { CONFIG, type Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { ErrandsModule } from './errands/errands.module.js';
import { Cursors } from './http/cursors.js';
import { JobsModule } from './jobs/jobs.module.js';
import { Afterwards } from './lifecycle/afterwards.js';
import { StopSignal } from './lifecycle/stop-signal.js';
import { LogModule } from './log/log.module.js';
import { LogLevel } from './shared-state/log-level.js';
import { Mail } from './mail/mail.js';
import { Mailbox } from './mail/mailbox.js';
import { PersonalModule } from './personal/personal.module.js';
import { QueuesModule } from './queues/queues.module.js';
import { ReadersModule } from './readers/readers.module.js';
import { ScrapeModule } from './scrape/scrape.module.js';
import { DataKeys } from './secrets/data-keys.js';

/** What every module stands on, for one configuration. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        CqrsModule.forRoot({ commandPublisher: GATE, queryPublisher: GATE }),
        AccessModule,
        DatabaseModule,
        IdempotencyModule,
        QueuesModule,
        JobsModule,
        LogModule,
        ReadersModule,
        ErrandsModule,
        DeadlinesModule,
        PersonalModule,
        ScrapeModule,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        Afterwards,
        Cursors,
        DataKeys,
        LogLevel,
        { provide: Mail, useClass: Mailbox },
        StopSignal,
      ],
      exports: [CONFIG, Afterwards, Cursors, DataKeys, LogLevel, Mail, StopSignal],
    };
  }
}
