import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependenciesAreCurrent } from '../../../scripts/lib/dependencies.mjs';

type Packages = Record<string, object>;

const HERE = { os: [process.platform], cpu: [process.arch], optional: true };
const ELSEWHERE = { os: ['sunos'], cpu: ['sparc'], optional: true };

describe('dependencies', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'trazo-dependencies-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const lock = (packages: Packages) =>
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({
        packages: { '': { optionalDependencies: { runtime: '1', other: '1' } }, ...packages },
      }),
    );
  function install(packages: Packages) {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
  }
  const a = { version: '1.0.0', integrity: 'sha512-a' };

  it('are installed on a fresh clone', () => {
    lock({ 'node_modules/a': a });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  it('are not installed again over an installation made by hand', () => {
    lock({ 'node_modules/a': a, 'node_modules/other': { version: '1.0.0', ...ELSEWHERE } });
    install({ 'node_modules/a': a });
    expect(dependenciesAreCurrent(root)).toBe(true);
  });

  it('are installed again when the lock file changes', () => {
    lock({ 'node_modules/a': a });
    install({ 'node_modules/a': a });
    expect(dependenciesAreCurrent(root)).toBe(true);
    lock({ 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  it('are installed again when node_modules is gone', () => {
    lock({ 'node_modules/a': a });
    install({ 'node_modules/a': a });
    expect(dependenciesAreCurrent(root)).toBe(true);
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  it('are not whole without this platform’s own optional packages, which npm leaves out in silence', () => {
    lock({ 'node_modules/a': a, 'node_modules/runtime': { version: '1.0.0', ...HERE } });
    install({ 'node_modules/a': a });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  it('are not right with a package that the lock file does not know', () => {
    lock({ 'node_modules/a': a });
    install({ 'node_modules/a': a, 'node_modules/b': a });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });
});
