import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { createDatabase } from '../../support/database.js';
import { urlOf } from '../../support/servers.js';

/** It only ends what hangs. */
const LIMIT_MS = 600_000;
const directory = mkdtempSync(join(tmpdir(), 'trazo-configuracion-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** `npm start` with these variables, without npm in between. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { PATH: '/usr/bin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, ended, output: () => output };
}

test(
  'finding 39: npm start says everything that is wrong at once, and starts nothing',
  async () => {
    const dataDir = join(directory, 'datos');
    const { code, output } = await start({
      PORT: 'abc',
      TRAZO_DATA_DIR: dataDir,
      TRAZO_LOG: 'xml',
      TRAZO_ARCHIVO_MESE: '12',
      DATABASE_URL: 'postgres://',
    }).ended;
    expect(code).toBe(1);
    for (const line of [
      'PORT: debe ser un número, no «abc»',
      'TRAZO_LOG: debe ser json o texto, no «xml»',
      'TRAZO_ARCHIVO_MESE: no existe; ¿quiso decir TRAZO_ARCHIVO_MESES?',
      'DATABASE_URL: debe ser postgres://',
    ])
      expect(output).toContain(line);
    expect(output).not.toMatch(/│|Arrancando|Invalid|must/);
    expect(existsSync(join(dataDir, 'run'))).toBe(false);
  },
  LIMIT_MS,
);

test(
  'finding 39: a database that is not there is said before a Redis is prepared, and so is a directory that cannot be',
  async () => {
    const port = await freePort();
    const { code, output } = await start({
      PORT: '0',
      TRAZO_DATA_DIR: '/proc/nope',
      DATABASE_URL: `postgres://ana:secreta@127.0.0.1:${port}/trazo`,
    }).ended;
    expect(code).toBe(1);
    expect(output).toContain(`DATABASE_URL: no se pudo conectar: connect ECONNREFUSED 127.0.0.1:${port}`);
    expect(output).toContain('TRAZO_DATA_DIR: no se puede escribir en /proc/nope');
    expect(output).not.toMatch(/│|Arrancando|secreta/);
  },
  LIMIT_MS,
);

test(
  'finding 39: PORT=0 takes a free port, says which, and an unknown variable is named',
  async () => {
    const database = await createDatabase();
    const { child, ended, output } = start({
      PORT: '0',
      TRAZO_DATA_DIR: join(directory, 'libre'),
      TRAZO_OTRA_COSA: 'x',
      DATABASE_URL: database.url,
      REDIS_URL: urlOf('redis'),
      REDIS_PREFIX: '{puerto-cero}',
    });
    const ready = new Promise<string>((resolve) =>
      child.stdout.on('data', () => {
        const [, address] = /API +(http:\S+)/.exec(output()) ?? [];
        if (address) resolve(address);
      }),
    );
    const address = await Promise.race([ready, ended.then((end) => Promise.reject(new Error(end.output)))]);
    expect(new URL(address).port).not.toBe('0');
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    expect(output()).toContain('Ningún programa lee TRAZO_OTRA_COSA');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    await database.close();
  },
  LIMIT_MS,
);
