import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Figures } from './figures.js';
import { MetricsServer } from './metrics-server.js';
import { PlatformMeasures } from './platform-measures.js';
import { Scrape } from './scrape.js';

/** What Prometheus asks of a process. */
@Module({
  imports: [DiscoveryModule],
  providers: [Figures, Scrape, MetricsServer, PlatformMeasures],
  exports: [MetricsServer],
})
export class ScrapeModule {}
