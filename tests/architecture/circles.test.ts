import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { join } from 'node:path';
import { ROOT } from './planted-tree.js';

const TREES = ['bench', 'tools', 'cli', 'scripts', 'tests/support', 'tests/faults'];

const options = await extractOptions(join(ROOT, '.dependency-cruiser.cjs'));
const tsConfig: unknown = extractTSConfig(join(ROOT, 'tsconfig.json'));

test('measurements, tools and scripts form no circles either, types included', async () => {
  const forbidden = (options.ruleSet?.forbidden ?? []).filter(({ name }) => name === 'no-circular');
  expect(forbidden).toHaveLength(1);
  const ruleSet = { forbidden };
  const { output } = await cruise(TREES, { ...options, ruleSet, baseDir: ROOT }, undefined, { tsConfig });
  const { modules, summary } = output as ICruiseResult;
  for (const tree of TREES) expect(modules.some(({ source }) => source.startsWith(`${tree}/`))).toBe(true);
  expect(
    summary.violations.map(({ from, cycle }) => [from, ...(cycle ?? []).map(({ name }) => name)]),
  ).toEqual([]);
});
