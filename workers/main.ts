import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../src/platform/config/config.js';
import { assertKnown } from '../src/platform/database/known-database.js';
import { createLogger } from '../src/platform/logging/process-log.js';
import { runUntilStopped } from '../src/platform/lifecycle/run.js';
import { start } from '../src/platform/lifecycle/start.js';
import { startTracing } from '../src/platform/tracing/start-tracing.js';
import { assertGuarantees } from '../src/platform/queues/redis.js';
import { WorkerModule } from './worker.module.js';

start(async () => {
  const config = loadConfig();
  const stopTracing = await startTracing(config, 'worker');
  await assertGuarantees(config);
  await assertKnown(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), {
    logger: createLogger({ ...config, proceso: 'worker' }),
    abortOnError: false,
  });
  runUntilStopped(app, config, stopTracing);
});
