import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedFiles, jestArguments } from '../../../scripts/lib/changes.mjs';

describe('what was changed', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cambios-'));
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'prueba');
    git('config', 'user.email', 'prueba@example.com');
    mkdirSync(join(root, 'src'));
    for (const name of ['a', 'b', 'gone']) write(name, 'as it was');
    commit('first');
    git('checkout', '--quiet', '-b', 'branch');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'pipe' });
  const write = (name: string, text: string) => writeFileSync(join(root, 'src', `${name}.ts`), text);
  const commit = (text: string) => (git('add', '--all'), git('commit', '--quiet', '-m', text));

  it('is what a branch committed, what is not committed and what is new, but nothing that is gone', () => {
    expect(changedFiles(root)).toEqual([]);
    write('a', 'changed');
    rmSync(join(root, 'src/gone.ts'));
    commit('second');
    write('b', 'changed');
    write('new', 'new');
    expect(changedFiles(root)).toEqual(['src/a.ts', 'src/b.ts', 'src/new.ts']);
    expect(changedFiles(root, 'HEAD')).toEqual(['src/b.ts', 'src/new.ts']);
  });

  it('is refused with the reason of git where that does not know the commit', () => {
    expect(() => changedFiles(root, 'nowhere')).toThrow(/git no pudo decir qué cambió: .*nowhere/);
  });
});

describe('what jest is given', () => {
  const related = (...changed: string[]) => jestArguments(process.cwd(), changed);

  it('is the files themselves, the tests that read the tree, and those that run what nothing imports', () => {
    const [first, second, ...files] = related('docs/archivo.md');
    expect([first, second]).toEqual(['--passWithNoTests', '--findRelatedTests']);
    expect(files).toEqual(expect.arrayContaining(['docs/archivo.md', 'tests/architecture/lint.test.ts']));
    expect(files.every((path) => /\.test\.ts$|^docs\//.test(path))).toBe(true);
    expect(related('src/main.ts')).toContain('tests/support/program.ts');
    expect(related('prisma/views/x.sql')).toContain('tests/support/database.ts');
    expect(related('cli/output.mjs')).toContain('tests/support/trazo.ts');
    expect(related('workers/main.ts')).toContain('tests/e2e/two-commands/start.test.ts');
  });

  it('is everything when packages or what starts the servers changed', () => {
    expect(related('package-lock.json', 'docs/archivo.md')).toEqual([]);
    expect(related('scripts/services/redis.mjs')).toEqual([]);
  });
});
