import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTool } from '../support/generated-client.js';

const CLIENT = 'clients/typescript';
const directory = mkdtempSync(join(tmpdir(), 'trazo-clients-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every file below a directory, with its text. */
function filesOf(path: string): Record<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(files.map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')]));
}

test('the client is the one that its generator makes of the description', async () => {
  const made = join(directory, CLIENT);
  mkdirSync(join(directory, 'docs'), { recursive: true });
  mkdirSync(made, { recursive: true });
  cpSync('docs/openapi.json', join(directory, 'docs/openapi.json'));
  for (const file of ['openapi-ts.config.ts', 'tsconfig.json']) cpSync(join(CLIENT, file), join(made, file));
  await runTool(made, '@hey-api/openapi-ts/bin/run.js', '-f', 'openapi-ts.config.ts', '--no-log-file');
  const files = filesOf(join(made, 'src'));
  expect(Object.keys(files).length).toBeGreaterThan(10);
  if (process.env['TRAZO_ACTUALIZAR'] === 'si') {
    rmSync(join(CLIENT, 'src'), { recursive: true, force: true });
    cpSync(join(made, 'src'), join(CLIENT, 'src'), { recursive: true });
  }
  expect(filesOf(join(CLIENT, 'src'))).toEqual(files);
}, 600_000);

test('client and example compile in strict mode', async () => {
  await runTool(resolve('.'), 'typescript/bin/tsc', '-p', CLIENT);
}, 600_000);
