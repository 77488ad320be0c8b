import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { collectDefaultMetrics, type Metric as PromMetric, Registry } from 'prom-client';
import { type MeasureSource, Measures } from '../metrics/measures.js';
import type { MetricOptions, Sample } from '../metrics/metric.js';
import { metrics } from '../metrics/metrics.js';
import { Figures, readGauges } from './figures.js';
import { SCRAPE_FAILURES } from './scrape-failures.js';

/** Writes down what this process counts and measures, in the form of Prometheus. */
@Injectable()
export class Scrape {
  private readonly process = new Registry();
  private sources: readonly MeasureSource[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly figures: Figures,
  ) {}

  /** Has Node tell of its memory, its event loop and its garbage; from then on it is measured. */
  begin(): void {
    collectDefaultMetrics({ register: this.process });
  }

  get contentType(): string {
    return this.process.contentType;
  }

  /** Everything, read at this moment; figures of the house may be fifteen seconds old. */
  async text(): Promise<string> {
    const failed = (name: string) => SCRAPE_FAILURES.of(name).add();
    const sources = this.allSources();
    const readings = await Promise.all([
      readGauges(
        sources.flatMap(({ gauges = [] }) => gauges),
        failed,
      ),
      this.figures.read(
        sources.flatMap(({ figures = [] }) => figures),
        failed,
      ),
    ]);
    // Read last: they count what failed.
    const registry = new Registry();
    for (const { gauge, samples } of readings.flat())
      register(registry, { ...gauge, type: 'gauge' }, samples);
    for (const metric of metrics.all()) register(registry, metric, metric.samples());
    return (await Promise.all([this.process.metrics(), registry.metrics()])).join('');
  }

  private allSources(): readonly MeasureSource[] {
    this.sources ??= this.discovery
      .getProviders({ metadataKey: Measures.KEY })
      .map(({ instance }) => instance as MeasureSource);
    return this.sources;
  }
}

type Told = MetricOptions & { type: 'counter' | 'gauge' | 'histogram' };

/** Of a metric the library asks only for its numbers, so that counting is ours. */
function register(registry: Registry, { name, help, type }: Told, values: readonly Sample[]): void {
  const told = { name, help, type, values, aggregator: 'sum' };
  registry.registerMetric({ name, get: () => Promise.resolve(told) } as unknown as PromMetric);
}
