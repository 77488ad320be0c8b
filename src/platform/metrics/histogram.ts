import { type Metric, type MetricOptions, type Sample, Series } from './metric.js';

/** How often something took how long. */
class Buckets {
  readonly counts: Float64Array;
  sum = 0;
  count = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Float64Array(bounds.length);
  }

  /**
   * @param value - In the metric's unit.
   * @param times - How many it holds for.
   */
  observe(value: number, times = 1): void {
    this.sum += value * times;
    this.count += times;
    const at = this.bounds.findIndex((bound) => value <= bound);
    if (at >= 0) this.counts[at] = (this.counts[at] as number) + times;
  }
}

/** Durations in seconds, by buckets. Observing is a few additions; a scrape sums them up. */
export class Histogram implements Metric, MetricOptions {
  readonly type = 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  private readonly bounds: readonly number[];
  private readonly series: Series<Buckets>;

  /** @param options.bounds - Upper bounds of the buckets, ascending. */
  constructor({ name, help, labels = [], bounds }: MetricOptions & { bounds: readonly number[] }) {
    this.name = name;
    this.help = help;
    this.labels = labels;
    this.bounds = bounds;
    this.series = new Series(labels, () => new Buckets(bounds));
    if (labels.length === 0) this.of();
  }

  /** @param values - Of its labels, in their order. */
  of(...values: readonly string[]): Buckets {
    return this.series.of(...values);
  }

  samples(): Sample[] {
    return this.series.all().flatMap(({ labels, cell }) => {
      let below = 0;
      const buckets = this.bounds.map((le, at) => ({
        metricName: `${this.name}_bucket`,
        labels: { ...labels, le },
        value: (below += cell.counts[at] as number),
      }));
      return [
        ...buckets,
        { metricName: `${this.name}_bucket`, labels: { ...labels, le: '+Inf' }, value: cell.count },
        { metricName: `${this.name}_sum`, labels, value: cell.sum },
        { metricName: `${this.name}_count`, labels, value: cell.count },
      ];
    });
  }
}
