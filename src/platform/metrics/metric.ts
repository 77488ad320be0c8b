/** One number of a metric. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** Where it is not that of the metric: `_bucket`, `_sum`, `_count` of a histogram. */
  readonly metricName?: string;
}

/** What Prometheus is to know of a metric. */
export interface MetricOptions {
  /** `trazo_<what>_<unit>`, a counter with `_total` at its end. */
  readonly name: string;
  readonly help: string;
  /** Names of its labels, of which each has few values: ids, paths and codes of strangers are none. */
  readonly labels?: readonly string[];
}

/** A metric as a scrape reads it. */
export interface Metric extends MetricOptions {
  readonly type: 'counter' | 'gauge' | 'histogram';
  samples(): readonly Sample[];
}

/** Most series of one metric: what comes after them is counted as one of `otros`. A label without bounds ends here. */
const MOST_SERIES = 2_000;

/** Stands for the values of labels that have no series of their own. */
const OTHERS = 'otros';

/** The series of a metric, by the values of its labels in their order. Finding one costs a look into a map. */
export class Series<Cell> {
  private readonly cells = new Map<string, { values: readonly string[]; cell: Cell }>();

  constructor(
    private readonly labels: readonly string[],
    private readonly make: () => Cell,
  ) {}

  of(...values: readonly string[]): Cell {
    const key = values.length === 1 ? (values[0] as string) : values.join('\n');
    const found = this.cells.get(key);
    if (found) return found.cell;
    if (this.cells.size >= MOST_SERIES && values.some((value) => value !== OTHERS))
      return this.of(...values.map(() => OTHERS));
    const cell = this.make();
    this.cells.set(key, { values, cell });
    return cell;
  }

  all(): { labels: Record<string, string>; cell: Cell }[] {
    return [...this.cells.values()].map(({ values, cell }) => ({
      labels: Object.fromEntries(this.labels.map((name, at) => [name, values[at] as string])),
      cell,
    }));
  }
}
