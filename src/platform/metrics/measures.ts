import { DiscoveryService } from '@nestjs/core';
import type { MetricOptions, Sample } from './metric.js';

/** A number that is asked for when somebody scrapes. */
export interface Gauge extends MetricOptions {
  /** Fails where it cannot be told: then the metric is left out. */
  read(): readonly Sample[] | Promise<readonly Sample[]>;
}

/** Tells numbers when they are asked for. A provider that says `@Measures()` is found by that. */
export interface MeasureSource {
  /** Of this process: they cost no query. */
  readonly gauges?: readonly Gauge[];
  /** Of the whole house: they cost queries, so one process tells them, at most every fifteen seconds. */
  readonly figures?: readonly Gauge[];
}

/** Marks a provider that is a `MeasureSource`. */
export const Measures = DiscoveryService.createDecorator();

/** A sample without labels. */
export const alone = (value: number): Sample[] => [{ labels: {}, value }];
