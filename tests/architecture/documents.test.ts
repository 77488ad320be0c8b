import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { configSchema } from '../../src/platform/config/config.js';
import { accessTable, messages } from '../support/access-lines.js';
import { adrIndex, adrsOf } from '../support/adr-index.js';
import { configurationTable } from '../support/configuration-table.js';
import { circlesOf, drawModuleGraph, moduleGraph } from '../support/module-graph.js';
import { expectCommittedPart } from '../support/snapshot-file.js';
import { ROOT, filesUnder } from './planted-tree.js';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const ARCHITECTURE = 'docs/architecture.md';
const DOCUMENTS = filesUnder('docs').filter((path) => path.endsWith('.md'));
const ALL = ['README.md', 'CONTRIBUTING.md', ...DOCUMENTS];

test('docs/configuracion.md has every variable of the configuration', () => {
  expect(Object.keys(configSchema.shape).length).toBeGreaterThan(10);
  expectCommittedPart('docs/configuracion.md', 'variables', configurationTable());
});

test('docs/acceso.md has the line of every command and query', async () => {
  const all = await messages();
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter(({ line }) => !line).map(({ name }) => name)).toEqual([]);
  expectCommittedPart('docs/acceso.md', 'access', accessTable(all));
});

describe('docs/architecture.md', () => {
  const graph = moduleGraph();

  it('has the graph of the modules as the imports have it', () => {
    expect([...graph.keys()]).toEqual(readdirSync(join(ROOT, 'src/modules')).sort());
    expectCommittedPart(ARCHITECTURE, 'modules', drawModuleGraph(graph));
  });

  it('has no circle: of two modules at most one needs the other, through others too', () => {
    expect(circlesOf(graph)).toEqual([]);
  });

  it('has a row for every module and every folder of the platform', () => {
    const named = [...read(ARCHITECTURE).matchAll(/^\|(.+?)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
    );
    const platform = readdirSync(join(ROOT, 'src/platform'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(named.sort()).toEqual([...graph.keys(), ...platform].sort());
  });

  it('names nothing that the code does not have', () => {
    const code = filesUnder('src', 'workers', 'tests')
      .filter((path) => path.endsWith('.ts') && path !== 'tests/architecture/documents.test.ts')
      .map(read)
      .join('\n');
    const words = new Set(code.match(/\w+/g));
    const named = [...read(ARCHITECTURE).matchAll(/`@?([A-Za-z_]\w*(?:\.[a-z]\w*)?)(?:\([^`]*)?`/g)]
      .flatMap(([, name = '']) => name.split('.'))
      .filter((name) => /[A-Z]/.test(name));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !words.has(name))).toEqual([]);
  });

  it('circles of modules are found', () => {
    const names = (text: string) => text.split('');
    const circled = new Map([
      ['a', names('b')],
      ['b', names('c')],
      ['c', names('b')],
      ['d', names('ae')],
      ['e', names('d')],
      ['f', []],
    ]);
    expect(circlesOf(circled)).toEqual([
      ['b', 'c'],
      ['d', 'e'],
    ]);
    expect(drawModuleGraph(circled)).toContain('\nd → a e\n');
    expect(drawModuleGraph(circled)).toContain('circles: b ⇄ c; d ⇄ e\n');
  });
});

describe('decisions', () => {
  const adrs = adrsOf(filesUnder('docs/adr'), read);

  it('each has its number, a date and a status', () => {
    expect(adrs.filter(({ date, status }) => !date || !status).map(({ path }) => path)).toEqual([]);
    const numbers = adrs.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(
      adrs.filter(({ number, path }) => !basename(path).startsWith(`${String(number).padStart(4, '0')}-`)),
    ).toEqual([]);
  });

  it('are all in docs/adr/README.md, where numbers that no decision has are explained', () => {
    expectCommittedPart('docs/adr/README.md', 'decisions', adrIndex(adrs));
    const last = Math.max(...adrs.map(({ number }) => number));
    const unused = Array.from({ length: last }, (_, index) => index + 1).filter(
      (number) => !adrs.some((adr) => adr.number === number),
    );
    const told = /^Numbers without a decision: ([\d, and]+)\./m.exec(read('docs/adr/README.md'))?.[1];
    expect(told?.match(/\d+/g)?.map(Number)).toEqual(unused);
  });
});

test('no document leads to a file that is not there', () => {
  const links = ALL.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#|\/)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => ({
      path,
      to: join(dirname(path), target),
    })),
  );
  const named = ['README.md', 'CONTRIBUTING.md', ARCHITECTURE].flatMap((path) =>
    [
      ...read(path).matchAll(/`((?:src|workers|tests|prisma|bench|tools|scripts|docs|cli)\/[\w./-]+\w)`/g),
    ].map(([, to = '']) => ({ path, to })),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(named.length).toBeGreaterThan(20);
  expect([...links, ...named].filter(({ to }) => !existsSync(join(ROOT, to)))).toEqual([]);
});
