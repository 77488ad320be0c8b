import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RULES = 'ops/prometheus/rules';
const DASHBOARDS = 'ops/grafana/dashboards';

/** An alert as its rule tells it. */
export interface Alert {
  name: string;
  severity: string;
  page: string;
}

const textsIn = (directory: string) =>
  readdirSync(directory).map((name) => ({ name, text: readFileSync(join(directory, name), 'utf8') }));

/** All alerts of the rules. */
export function alerts(): Alert[] {
  return textsIn(RULES).flatMap(({ text }) =>
    text
      .split(/^ {6}- alert: /m)
      .slice(1)
      .map((rule) => ({
        name: /^\w+/.exec(rule)?.[0] ?? '',
        severity: /severidad: (\w+)/.exec(rule)?.[1] ?? '',
        page: /pagina: (\S+)/.exec(rule)?.[1] ?? '',
      })),
  );
}

/** Expressions of all dashboards, by file. */
function expressions(): string[] {
  return textsIn(DASHBOARDS).flatMap(({ text }) => {
    const { panels } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[] };
    return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  });
}

const dashboardCount = () => readdirSync(DASHBOARDS).length;

/** What rules record, and the series that rules and dashboards read. */
export function seriesNamed(): { recorded: string[]; read: string[]; dashboards: number } {
  const rules = textsIn(RULES).map(({ text }) => text.replace(/^\s*#.*$/gm, ''));
  const recorded = rules.flatMap((text) =>
    [...text.matchAll(/- record: (\S+)/g)].map(([, name = '']) => name),
  );
  const read = [...rules, ...expressions()]
    .map((text) => text.replace(/"[^"]*"/g, ''))
    .flatMap((text) =>
      [...text.matchAll(/\b(?:trazo|nodejs|process|probe)[_:][\w:]*/g)].map(([name]) => name),
    );
  return { recorded, read: [...new Set(read)], dashboards: dashboardCount() };
}
