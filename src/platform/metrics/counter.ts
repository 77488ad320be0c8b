import { type Metric, type MetricOptions, type Sample, Series } from './metric.js';

/** What a counter has counted. */
class Tally {
  value = 0;

  add(count = 1): void {
    this.value += count;
  }
}

/** A number that only grows, from the start of the process on. Counting is an addition; a scrape reads it. */
export class Counter implements Metric, MetricOptions {
  readonly type = 'counter';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  private readonly series: Series<Tally>;

  constructor({ name, help, labels = [] }: MetricOptions) {
    this.name = name;
    this.help = help;
    this.labels = labels;
    this.series = new Series(labels, () => new Tally());
    // A counter without labels is there before anything is counted.
    if (labels.length === 0) this.of();
  }

  /** @param values - Of its labels, in their order. */
  of(...values: readonly string[]): Tally {
    return this.series.of(...values);
  }

  samples(): Sample[] {
    return this.series.all().map(({ labels, cell }) => ({ labels, value: cell.value }));
  }
}
