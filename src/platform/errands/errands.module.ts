import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ErrandLedger } from './errand-ledger.js';
import { ErrandMeasures } from './errand-measures.js';
import { ErrandRunner } from './errand-runner.js';

/** What does the work that leaves the house. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [ErrandMeasures, ErrandLedger, ErrandRunner],
  exports: [ErrandRunner],
})
export class ErrandsModule {}
