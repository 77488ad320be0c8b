/** A decision, as its file tells it; date and status are undefined where their line is missing. */
export interface Adr {
  path: string;
  number: number;
  title: string;
  date: string | undefined;
  status: string | undefined;
}

const FILE = /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/;
const HEAD =
  /^# (?<number>\d+)\. (?<title>.+)\n\n(?:Date: (?<date>\d{4}-\d\d-\d\d)\. Status: (?<status>accepted|superseded by \[ADR \d+\]\([^)]+\))\.)?/;

/** The decisions among these files, in the order of their numbers. */
export function adrsOf(paths: readonly string[], read: (path: string) => string): Adr[] {
  return paths
    .filter((path) => FILE.test(path))
    .map((path) => {
      const { number = '0', title = '', date, status } = HEAD.exec(read(path))?.groups ?? {};
      return { path, number: Number(number), title, date, status };
    })
    .sort((a, b) => a.number - b.number);
}

function unusedOf(adrs: readonly Adr[]): number[] {
  const last = Math.max(...adrs.map(({ number }) => number));
  return Array.from({ length: last }, (_, index) => index + 1).filter(
    (number) => !adrs.some((adr) => adr.number === number),
  );
}

/** One line for each of them, and the numbers between them that none has. */
export function adrIndex(adrs: readonly Adr[]): string {
  const rows = adrs.map(
    ({ path, number, title, date, status }) =>
      `| ${number} | [${title}](${path.slice('docs/adr/'.length)}) | ${date} | ${status} |`,
  );
  const unused = unusedOf(adrs)
    .join(', ')
    .replace(/, (\d+)$/, ' and $1');
  return [
    '| | decision | date | status |',
    '|---|---|---|---|',
    ...rows,
    '',
    `Numbers without a decision: ${unused}. A number is reserved when work on a decision begins.`,
  ].join('\n');
}
