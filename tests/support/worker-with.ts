import { type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from '../../src/platform/config/config.js';
import { WorkerModule } from '../../workers/worker.module.js';

/** Starts a worker process's whole application in this process, with providers of the test beside its own. */
export function startWorkerWith(config: Config, providers: Provider[]): Promise<INestApplicationContext> {
  @Module({ providers })
  class TestParts {}
  return NestFactory.createApplicationContext(
    { module: TestParts, imports: [WorkerModule.with(config)] },
    { logger: ['warn', 'error'], abortOnError: false },
  );
}
