import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Log } from './log.js';

/** The log, for everybody. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [Log], exports: [Log] })
export class LogModule {}
