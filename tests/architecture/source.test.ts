import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, filesUnder } from './planted-tree.js';
import { SOURCE_RULES, type SourceFile } from './source-rules.js';

const TEXT = /(?:\.(?:ts|mts|cts|js|mjs|cjs|json|sql|prisma|md|ya?ml|html|css|sh|txt)|\/?Dockerfile)$/;
const TREES = ['src', 'workers', 'prisma', 'tests', 'bench', 'tools', 'scripts', 'cli', 'docs'];

function repository(): SourceFile[] {
  const atRoot = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
  return [...atRoot.map(({ name }) => name), ...filesUnder(...TREES)]
    .filter((path) => TEXT.test(path) && path !== 'package-lock.json')
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const at = (...paths: string[]): SourceFile[] => paths.map((path) => ({ path, text: '' }));
const saying = (text: string, path = 'tests/unit/a.test.ts'): SourceFile[] => [{ path, text }];
const MODULE = 'src/modules/envios/envios.module.ts';

/** For every rule: trees that break it, the first file being the one to find, and trees that do not. */
const CASES: Record<keyof typeof SOURCE_RULES, { bad: SourceFile[][]; good: SourceFile[][] }> = {
  'names are kebab-case with at most one role': {
    bad: [
      at('src/platform/queues/jobQueue.ts'),
      at('src/platform/queues/job_queue.ts'),
      at('src/platform/queues/job.service.ts'),
      at('src/modules/envios/envios.http.controller.ts'),
      at('src/platform/queues/job.js'),
    ],
    good: [at('src/platform/queues/job-2.queue.ts', 'scripts/lib/free-port.mjs', 'bench/autocannon.d.ts')],
  },
  'directories are kebab-case': {
    bad: [at('src/platform/readModels/view.ts'), at('tests/e2e/Big_Ones/a.test.ts')],
    good: [at('src/platform/read-models/view.ts', 'prisma/migrations/20261101000000_init/migration.sql')],
  },
  'every file stands in a room': {
    bad: [
      at('src/utils.ts'),
      at('src/commands/create-envio.command.ts'),
      at('src/commands/envios/helper.ts'),
      at('src/queries/envios/deep/get-envio.query.ts'),
      at('src/services/envios/envio.ts'),
      at('workers/refresh.worker.ts'),
      at('tests/a.test.ts'),
    ],
    good: [
      at(
        'src/main.ts',
        MODULE,
        'workers/worker.module.ts',
        'workers/envios/refresh-mes.worker.ts',
        'workers/envios/refresh-mes.job.ts',
        'README.md',
      ),
    ],
  },
  'every role stands in its room': {
    bad: [
      at('src/modules/envios/create-envio.command.ts'),
      at('src/commands/envios/create.command.ts'),
      at('src/queries/envios/find-envio.query.ts'),
      at('src/modules/envios/create-envio.handler.ts'),
      at('src/queries/envios/envios.controller.ts'),
      at('src/modules/envios/refresh-mes.worker.ts'),
      at('src/modules/envios/refresh-mes.job.ts'),
      at('workers/envios/refresh.job.ts'),
      at('src/modules/envios/envio.test.ts'),
    ],
    good: [at('src/queries/envios/list-envios.query.ts', 'src/platform/health/health.controller.ts')],
  },
  'a command or query and its handler stand together': {
    bad: [
      at('src/commands/envios/create-envio.command.ts'),
      at('src/commands/envios/create-envio.handler.ts', 'src/commands/envios/create-envios.command.ts'),
      at('src/queries/envios/get-envio.query.ts', 'src/queries/clientes/get-envio.handler.ts'),
      at('src/queries/envios/get-envio.handler.ts', 'src/queries/envios/get-envio.command.ts'),
    ],
    good: [at('src/queries/envios/get-envio.query.ts', 'src/queries/envios/get-envio.handler.ts')],
  },
  'commands and queries belong to a module that exists': {
    bad: [
      at('src/commands/envio/create-envio.command.ts', MODULE),
      at('src/queries/envios/get-envio.query.ts'),
    ],
    good: [at('src/commands/envios/create-envio.command.ts', MODULE)],
  },
  'a prepared name has one text': {
    bad: [
      [
        ...saying("db.query({ name: 'find-it', text: 'SELECT 2' })", 'src/b.ts'),
        ...saying("db.query({\n  name: 'find-it',\n  text: FIND_IT,\n})", 'src/a.ts'),
      ],
      saying("query({ text, name: 'x-y' }); query({ text: `SELECT 1`, name: 'x-y' });", 'workers/a.ts'),
    ],
    good: [
      [
        ...saying("query({ name: 'find-it', text: FIND })", 'src/a.ts'),
        ...saying("query({ name: 'find-other', text: FIND }); ApiHeader({ name: 'find-it' })", 'src/b.ts'),
        ...saying("query({ name: 'find-it', text: FIND })", 'tests/a.ts'),
      ],
    ],
  },
  'a .dto.ts has a class': {
    bad: [
      saying('export const describe = () => 1;', 'src/modules/envios/envio.dto.ts'),
      saying('// class Envio', 'src/queries/envios/list.dto.ts'),
    ],
    good: [
      saying('export class Envio {}', 'src/modules/envios/envio.dto.ts'),
      saying('const x = 1;', 'src/modules/envios/envio.docs.ts'),
    ],
  },
  'nothing is left for later': {
    bad: [
      saying(`// ${'TO'}DO: later`),
      saying(`-- ${'FIX'}ME`, 'prisma/views/a.sql'),
      saying(`${'XX'}X`, 'README.md'),
    ],
    good: [saying('const todos = methodology;')],
  },
  'no test is singled out or left out': {
    bad: [
      `it.${'only'}('x', f)`,
      `describe.${'skip'}('x', f)`,
      `it.${'only'}.each`,
      `${'xit'}('x', f)`,
      `${'fdescribe'}('x', f)`,
    ].map((call) => saying(call)),
    good: [saying('rows.skip(3); exit(1); unit(2); await once.only(1);')],
  },
  'finding 41: no test judges by the clock': {
    bad: [
      saying(`expect(${'performance'}.now() - started).toBeLessThan(5_000);`),
      saying(`expect(${'Date'}.now() - begun).toBeLessThanOrEqual(9);`),
    ],
    good: [
      saying(`expect(performance.now() - started).toBeGreaterThanOrEqual(195);`),
      // Two things measured in one run.
      saying(`expect(performance.now() - started).toBeLessThan(owedMs);`),
    ],
  },
  'a silenced lint rule says why': {
    bad: [saying(`// ${'eslint'}-disable-next-line no-console`), saying(`/* ${'eslint'}-disable */`)],
    good: [saying(`// ${'eslint'}-disable-next-line no-console -- the banner is the product`)],
  },
  'no path of somebody’s home': {
    bad: [
      saying(`cd /${'home'}/ana/x`),
      saying(`"/${'Users'}/ana"`),
      saying(`/${'root'}/.cache`),
      saying(`C:\\${'Users'}\\a`),
    ],
    good: [saying('COPY . /home/node/app'), saying('GET /v1/home/x, src/home/x, ./root/x')],
  },
};

describe('source', () => {
  const files = repository();

  it('is read, all of it', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['package.json', 'tests/architecture/source.test.ts']),
    );
  });

  describe.each(Object.entries(SOURCE_RULES))('%s', (name, rule) => {
    const { bad, good } = CASES[name] ?? { bad: [], good: [] };

    it('is a rule that can fail', () => {
      expect(bad.length).toBeGreaterThan(0);
      for (const tree of bad)
        expect(rule(tree).map((where) => where.replace(/:\d+$/, ''))).toContain(tree[0]?.path);
    });
    it('lets pass what is right', () => {
      expect(good.length).toBeGreaterThan(0);
      for (const tree of good) expect(rule(tree)).toEqual([]);
    });
    it('holds in this repository', () => expect(rule(files)).toEqual([]));
  });

  test('finding 37: no prepared name of the house has two texts', () => {
    expect(SOURCE_RULES['a prepared name has one text']?.(files)).toEqual([]);
  });
});
