import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from '../../src/platform/registry/registry.js';
import { circlesOf, platformGraph } from '../support/module-graph.js';
import { businessWords, wordsFound } from './platform-words.js';
import { filesUnder, ROOT } from './planted-tree.js';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('the platform', () => {
  const words = businessWords(read('docs/glossary.md'));

  it('names nothing of the business', () => {
    const files = filesUnder('src/platform').filter((path) => path.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((path) => wordsFound(path, read(path), words))).toEqual([]);
  });

  it.each([
    "const QUEUES = ['trazas'];",
    '/** Reads the envío. */',
    'INSERT INTO delta_envios',
    'class ClienteReader {}',
    'const ENVIOS_DETALLE = 1;',
    'importaciones: 2,',
  ])('is caught when it does: %s', (line) => {
    expect(wordsFound('src/platform/queues/x.ts', `\n${line}\n`, words)).toEqual([
      'src/platform/queues/x.ts:2',
    ]);
  });

  it.each(['const client = 1;', 'TRAZO_COLA_MAX_TRAZAS: 5', "estado: 'en_curso'", 'const concentro = 1;'])(
    'may say %s',
    (line) => expect(wordsFound('src/platform/queues/x.ts', line, words)).toEqual([]),
  );

  it('has folders whose arrows run one way', () => {
    const graph = platformGraph();
    expect(graph.size).toBeGreaterThan(15);
    expect(circlesOf(graph)).toEqual([]);
  });
});

describe('what modules declare', () => {
  it('has one name each', () => {
    const registry = new Registry<number>('La cosa');
    expect(() =>
      registry.fill([
        ['una', 1],
        ['otra', 2],
        ['una', 3],
      ]),
    ).toThrow(/La cosa «una».*dos veces/);
  });

  it('cannot be read before all of it is there, and is declared once', () => {
    const registry = new Registry<number>('La cosa');
    expect(() => registry.all()).toThrow(/src\/declarations\.ts/);
    registry.fill([['una', 1]]);
    expect(registry.get('una')).toBe(1);
    expect(() => registry.get('otra')).toThrow(/La cosa «otra»/);
    expect(() => registry.fill([['otra', 2]])).toThrow(/una sola vez/);
  });
});
