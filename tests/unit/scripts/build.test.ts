import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt } from '../../../scripts/build.mjs';

describe('the build', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'trazo-build-'));
    mkdirSync(join(root, 'src', 'deep'), { recursive: true });
    mkdirSync(join(root, 'workers'));
    cpSync('.swcrc', join(root, '.swcrc'));
    source('src/main.ts', 'import { b } from "./deep/b.js";\nexport const a: number = b;\n');
    source('src/deep/b.ts', 'export const b: number = 1;\n');
    source('workers/main.ts', 'export const w: string = "w";\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const source = (file: string, text: string) => writeFileSync(join(root, file), text);
  const output = (file: string) => join(root, 'dist', file);

  it('makes one JavaScript module of each source', async () => {
    expect(isBuilt(root)).toBe(false);
    expect(await build(root)).toBe(3);
    expect(readFileSync(output('src/main.js'), 'utf8')).toContain('from "./deep/b.js"');
    expect(readFileSync(output('src/deep/b.js'), 'utf8')).not.toContain(': number');
    expect(existsSync(output('workers/main.js'))).toBe(true);
    expect(isBuilt(root)).toBe(true);
  });

  it('knows that a source changed', async () => {
    await build(root);
    source('src/deep/b.ts', 'export const b: number = 2;\n');
    expect(isBuilt(root)).toBe(false);
  });

  it('leaves nothing of a source that is gone', async () => {
    await build(root);
    rmSync(join(root, 'src', 'deep'), { recursive: true });
    source('src/main.ts', 'export const a = 1;\n');
    expect(isBuilt(root)).toBe(false);
    expect(await build(root)).toBe(2);
    expect(existsSync(output('src/deep'))).toBe(false);
  });

  it('that fails leaves the last one whole', async () => {
    await build(root);
    const before = readFileSync(output('workers/main.js'), 'utf8');
    source('workers/main.ts', 'export const w: string = "x";\n');
    source('src/main.ts', 'export const = ;\n');
    await expect(build(root)).rejects.toThrow();
    expect(isBuilt(root)).toBe(false);
    expect(readFileSync(output('workers/main.js'), 'utf8')).toBe(before);
  });
});
