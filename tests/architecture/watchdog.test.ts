import { execFile } from 'node:child_process';
import { join } from 'node:path';

const WATCHDOG = join(import.meta.dirname, 'watchdog.mjs');

function run(code: string) {
  const script = `import { watchEventLoop } from ${JSON.stringify(WATCHDOG)};\n${code}`;
  const args = ['--input-type=module', '-e', script];
  return new Promise<{ signal: string | undefined; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { timeout: 60_000 }, (error, _out, stderr) =>
      resolve({ signal: error?.signal ?? undefined, stderr }),
    );
  });
}

test('a process whose event loop stands still is ended, and its file is named', async () => {
  const { signal, stderr } = await run("watchEventLoop('tests/some.test.ts', 500); for (;;);");
  expect(signal).toBe('SIGKILL');
  expect(stderr).toBe('tests/some.test.ts: the event loop stood still for 0.5 s\n');
});

test('one that only waits is left alone', async () => {
  const wait = 'await new Promise((done) => setTimeout(done, 3_000));';
  const { signal, stderr } = await run(`const end = watchEventLoop('x', 1_000); ${wait} await end();`);
  expect([signal, stderr]).toEqual([undefined, '']);
});
