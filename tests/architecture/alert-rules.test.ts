import { existsSync, readFileSync } from 'node:fs';
import { environment } from '../../src/platform/config/config.js';
import { findPromtool } from '../../scripts/services/promtool.mjs';
import { call } from '../support/trazo.js';
import { toolsDir } from '../support/servers.js';
import { alerts, seriesNamed } from '../support/watch-rules.js';

test('each alert has a severity and a page that names it, says what to look at and what to do', () => {
  const all = alerts();
  expect(all.length).toBeGreaterThan(30);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const index = readFileSync('docs/alertas/README.md', 'utf8');
  for (const { name, severity, page } of all) {
    expect([name, severity]).toEqual([name, expect.stringMatching(/^P[1-4]$/)]);
    expect([name, existsSync(page)]).toEqual([name, true]);
    const text = readFileSync(page, 'utf8');
    for (const part of [name, '**Look at**', '**Do**'])
      expect([page, text.includes(part)]).toEqual([page, true]);
    expect(index).toContain(name);
  }
});

test('there are three dashboards, and what they read of rules is recorded', () => {
  const { recorded, read, dashboards } = seriesNamed();
  expect(dashboards).toBe(3);
  expect(read.filter((name) => name.startsWith('trazo:') && !recorded.includes(name))).toEqual([]);
});

test('rules and configuration are valid, and the rules that matter fire when they should', async () => {
  const { binary, failure } = await findPromtool({ toolsDir: toolsDir(), env: environment() });
  // Where no package can be had the other tests still hold rules, pages and series together.
  if (binary === undefined) return console.warn(`no promtool: ${failure}`);
  const rules = ['objetivos', 'alertas'].map((name) => `ops/prometheus/rules/${name}.yml`);
  for (const args of [
    ['check', 'rules', ...rules],
    ['check', 'config', 'ops/prometheus/prometheus.yml'],
    ['test', 'rules', 'ops/prometheus/tests/reglas.test.yml'],
  ]) {
    const { code, out, err } = await call(binary, args);
    expect([args.slice(0, 2), code, code === 0 ? '' : out + err]).toEqual([args.slice(0, 2), 0, '']);
  }
}, 300_000);
