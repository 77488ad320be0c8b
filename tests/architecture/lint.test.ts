import type { ESLint, Linter } from 'eslint';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { LINT_PLANTS } from './lint-plants.js';
import { ROOT, plantTree } from './planted-tree.js';

const ESLINT = join(ROOT, 'node_modules/eslint/bin/eslint.js');
const CONFIG = join(ROOT, 'eslint.config.mjs');

/** ESLint as the build runs it. It exits with 1 when it finds something: here that is the point. */
async function eslint<T>(cwd: string, ...args: string[]) {
  const stdout = await new Promise<string>((resolve, reject) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [ESLINT, '--config', CONFIG, ...args], options, (error, out, err) => {
      if (out.startsWith('[') || out.startsWith('{')) resolve(out);
      else reject(new Error(`eslint said no JSON: ${err || out}`, { cause: error }));
    });
  });
  return JSON.parse(stdout) as T;
}

/** The sentences of our own restrictions in a rule's options, however deep. */
function messagesIn(options: unknown): string[] {
  if (typeof options !== 'object' || options === null) return [];
  return Object.entries(options).flatMap(([key, value]) =>
    key === 'message' ? [String(value)] : messagesIn(value),
  );
}

describe('lint', () => {
  const tree = plantTree(Object.fromEntries(LINT_PLANTS.map(({ path, code }) => [path, `${code}\n`])));
  const found = new Map<string, Linter.LintMessage[]>();

  beforeAll(async () => {
    const results = await eslint<ESLint.LintResult[]>(tree.root, '--format', 'json', '.');
    for (const { filePath, messages } of results) {
      found.set(filePath.slice(tree.root.length + 1).replaceAll('\\', '/'), messages);
    }
  });

  afterAll(() => tree.remove());

  it.each(LINT_PLANTS.map((plant) => [plant.rule ?? 'nothing', plant.path, plant] as const))(
    'finds %s in %s',
    (_, path, plant) => {
      expect(found.get(path)?.map(({ ruleId, message }) => ruleId ?? message)).toEqual(
        plant.rule ? [plant.rule] : [],
      );
    },
  );

  it('has a planted violation for every restriction of ours', async () => {
    const rooms = [
      'src/x.ts',
      'src/modules/envios/domain/x.ts',
      'workers/x.ts',
      'tests/x.test.ts',
      'scripts/x.mjs',
    ];
    const configs = await Promise.all(
      rooms.map((room) => eslint<Linter.Config>(tree.root, '--print-config', room)),
    );
    const ours = new Set(
      configs.flatMap(({ rules = {} }) =>
        Object.entries(rules).flatMap(([name, entry]) =>
          name.startsWith('no-restricted-') ? messagesIn(entry) : [],
        ),
      ),
    );
    const reported = [...found.values()].flat().map(({ message }) => message);
    expect(ours.size).toBeGreaterThan(0);
    expect([...ours].filter((sentence) => !reported.some((message) => message.includes(sentence)))).toEqual(
      [],
    );
  });

  it('knows errors only, no warnings', () => {
    expect(new Set([...found.values()].flat().map(({ severity }) => severity))).toEqual(new Set([2]));
  });
});
