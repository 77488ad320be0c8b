/** One series of a scrape. */
export interface Series {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^(?<name>[a-z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/i;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/**
 * The series of a scrape in the text form of Prometheus.
 *
 * @throws when a line is no series.
 */
export function seriesOf(text: string): Series[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const { name, labels = '', value } = LINE.exec(line)?.groups ?? {};
      if (name === undefined) throw new Error(`no series: ${line}`);
      const pairs = [...labels.matchAll(LABEL)].map(([, key, text]) => [key, text]);
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
    });
}

/** The sum of all series of a name that have these labels. */
export function sumOf(series: readonly Series[], name: string, labels: Record<string, string> = {}): number {
  return series
    .filter(
      (each) =>
        each.name === name && Object.entries(labels).every(([key, text]) => each.labels[key] === text),
    )
    .reduce((sum, { value }) => sum + value, 0);
}

/** Asks a process for its metrics. */
export async function scrape(port: number): Promise<Series[]> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`scraping answered ${response.status}: ${text}`);
  return seriesOf(text);
}
