import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTool } from '../support/generated-client.js';
import { expectCommittedTree } from '../support/snapshot-file.js';

const CLIENT = 'clients/typescript';
const directory = mkdtempSync(join(tmpdir(), 'trazo-clients-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the client is the one that its generator makes of the description', async () => {
  const made = join(directory, CLIENT);
  mkdirSync(join(directory, 'docs'), { recursive: true });
  mkdirSync(made, { recursive: true });
  cpSync('docs/openapi.json', join(directory, 'docs/openapi.json'));
  for (const file of ['openapi-ts.config.mjs', 'tsconfig.json']) cpSync(join(CLIENT, file), join(made, file));
  await runTool(made, '@hey-api/openapi-ts/bin/run.js', '-f', 'openapi-ts.config.mjs', '--no-log-file');
  expectCommittedTree(`${CLIENT}/src`, join(made, 'src'));
}, 600_000);

test('client and example compile in strict mode', async () => {
  await runTool(resolve('.'), 'typescript/bin/tsc', '-p', CLIENT);
}, 600_000);
