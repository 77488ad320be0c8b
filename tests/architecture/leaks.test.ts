import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, plantTree } from './planted-tree.js';

const LEAKS: Record<string, string> = {
  TCPServerWrap: "createServer().listen(0, '127.0.0.1', done)",
  TCPSocketWrap:
    "const s = createServer().listen(0, '127.0.0.1', () => connect(s.address().port, '127.0.0.1').once('connect', done))",
  Timeout: 'setInterval(() => {}, 60_000); done()',
  // It ends with the process that it belongs to, when that end of the pipe is closed, and not before.
  ProcessWrap:
    "spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] }).once('spawn', done)",
};

const HEAD = `
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { connect } from 'node:net';
`;
const leaking = (code: string) => `${HEAD}\nit('opens', (done) => { ${code}; });\n`;

/** Opens, uses and closes: a kept-alive client socket and a hook that runs last are no leak. */
const TIDY = `${HEAD}
const server = createServer((_, response) => response.end('hola'));
beforeAll((done) => { server.listen(0, '127.0.0.1', done); });
afterAll((done) => { server.close(done); });
it('answers', async () => {
  const answer = await fetch('http://127.0.0.1:' + server.address().port);
  expect(await answer.text()).toBe('hola');
});
`;

const CONFIG = `
import base from ${JSON.stringify(join(ROOT, 'jest.config.mjs'))};
const { globalSetup, globalTeardown, reporters, setupFiles, ...config } = base;
export default {
  ...config,
  rootDir: import.meta.dirname,
  roots: ['<rootDir>'],
  testEnvironment: ${JSON.stringify(join(ROOT, 'tests/architecture/leak-proof-environment.mjs'))},
  testEnvironmentOptions: { graceMs: 3_000 },
};
`;

interface Report {
  testResults: { name: string; status: string; message: string }[];
}

async function runJest(cwd: string) {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  // The leaks keep the planted run itself from ending, which is why it has to be forced.
  const args = ['--experimental-vm-modules', jest, '--config', 'jest.config.mjs', '--json', '--forceExit'];
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd }, (error, out, err) => {
      if (out.startsWith('{')) resolve(out);
      else reject(new Error(`jest said no JSON: ${err}`, { cause: error }));
    });
  });
  return JSON.parse(stdout) as Report;
}

describe('a test file that leaks', () => {
  const planted = Object.entries(LEAKS).map(([kind, code]) => [`tests/${kind}.test.mjs`, leaking(code)]);
  const { root, remove } = plantTree({
    ...(Object.fromEntries(planted) as Record<string, string>),
    'tests/tidy.test.mjs': TIDY,
    'jest.config.mjs': CONFIG,
  });
  const results = new Map<string, string>();

  beforeAll(async () => {
    for (const { name, status, message } of (await runJest(root)).testResults) {
      results.set(name.slice(root.length + 1), `${status} ${message}`);
    }
  });
  afterAll(remove);

  it.each(Object.keys(LEAKS))('fails for a %s', (kind) => {
    expect(results.get(`tests/${kind}.test.mjs`)).toMatch(
      new RegExp(`^failed[^]*left open: [^\\n]*\\d ${kind}`),
    );
  });

  it('passes when it closed what it opened', () => {
    expect(results.get('tests/tidy.test.mjs')).toMatch(/^passed/);
  });
});
