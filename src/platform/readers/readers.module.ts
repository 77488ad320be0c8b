import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ReaderLedger } from './reader-ledger.js';
import { ReaderRunner } from './reader-runner.js';

/** What runs the readers of the log. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [ReaderLedger, ReaderRunner],
  exports: [ReaderLedger, ReaderRunner],
})
export class ReadersModule {}
