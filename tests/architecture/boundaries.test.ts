import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { join } from 'node:path';
import { HEALTHY, PLANTS, type Plant } from './boundary-plants.js';
import { ROOT, filesUnder, plantTree, sourceOf, type Imports } from './planted-tree.js';

const options = await extractOptions(join(ROOT, '.dependency-cruiser.cjs'));
const tsConfig: unknown = extractTSConfig(join(ROOT, 'tsconfig.json'));

async function cruiseAt(root: string) {
  const { output } = await cruise(['src', 'workers'], { ...options, baseDir: root }, undefined, { tsConfig });
  return output as ICruiseResult;
}

async function cruiseTree(tree: Imports) {
  const { root, remove } = plantTree(sourceOf(tree));
  try {
    return await cruiseAt(root);
  } finally {
    remove();
  }
}

const broken = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
const ours = (path: string) => /^(?:src|workers)\//.test(path);

const nameOf = ({ rule, path, imports }: Plant) => `${rule}: ${path} -> ${imports.at(-1) ?? 'nothing'}`;

describe('boundaries', () => {
  it('leave open every road of a healthy program, and see each of its imports', async () => {
    const result = await cruiseTree(HEALTHY);
    expect(broken(result)).toEqual([]);

    const seen = result.modules
      .filter(({ source }) => ours(source))
      .map(({ source, dependencies }) => [
        source,
        dependencies
          .map(({ resolved }) => resolved)
          .filter(ours)
          .sort(),
      ]);
    const written = Object.entries(HEALTHY).map(([path, imports]) => [
      path,
      imports
        .map((name) => name.replace(/^type /, ''))
        .filter(ours)
        .sort(),
    ]);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(written));
  });

  it.each(PLANTS.map((plant) => [nameOf(plant), plant] as const))('catch %s', async (_, plant) => {
    const result = await cruiseTree({ ...HEALTHY, ...plant.beside, [plant.path]: plant.imports });
    expect(broken(result)).toEqual([`${plant.rule}: ${plant.path}`]);
  });

  it('have a planted violation for every rule, and every rule fails the build', () => {
    const { forbidden = [], allowed = [], required = [] } = options.ruleSet ?? {};
    expect([...allowed, ...required]).toEqual([]);
    expect(new Set(PLANTS.map(({ rule }) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
    expect(new Set(forbidden.map(({ severity }) => severity))).toEqual(new Set(['error']));
  });

  it('hold in this repository, in every file of it', async () => {
    const result = await cruiseAt(ROOT);
    expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    );

    const generated = /^src\/platform\/database\/prisma\//;
    const cruised = result.modules
      .map(({ source }) => source)
      .filter((path) => ours(path) && !generated.test(path));
    const onDisk = filesUnder('src', 'workers').filter((path) => path.endsWith('.ts'));
    expect(cruised.sort()).toEqual(onDisk.sort());
  });
});
