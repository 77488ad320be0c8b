import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { isAlive, readRecord } from '../../../scripts/lib/processes.mjs';
import { removeData } from '../../../scripts/services/remove-data.mjs';
import { toolsDir } from '../../support/servers.js';

const READY = 'Para parar';
/** It only ends what hangs. */
const LIMIT_MS = 600_000;

/** `npm start` itself, without npm in between: real services, the real program. */
describe('npm start', () => {
  let dataDir: string;
  let port: number;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'trazo-start-'));
    await chmod(dataDir, 0o755);
    symlinkSync(resolve(toolsDir()), join(dataDir, 'tools'));
    port = await freePort();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await removeData(dataDir);
  });

  function start(overrides: Record<string, string> = {}) {
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      env: { PATH: '/usr/bin:/bin', PORT: String(port), TRAZO_DATA_DIR: dataDir, ...overrides },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let output = '';
    const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
    const said = (text: string) =>
      new Promise<void>((found, failed) => {
        const look = (chunk: Buffer | string) => {
          output += String(chunk);
          if (output.includes(text)) found();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void ended.then((code) => failed(new Error(`ended with ${code} before «${text}»:\n${output}`)));
      });
    return { child, ended, ready: said(READY), output: () => output };
  }

  const recorded = () =>
    readdirSync(join(dataDir, 'run')).map((file) => readRecord(join(dataDir, 'run', file)));
  /** With the key of the operador that the first start wrote. */
  const authorized = () => {
    const text = readFileSync(join(dataDir, 'credenciales.json'), 'utf8');
    const { operador } = JSON.parse(text) as { operador: { claveApi: string } };
    return { authorization: `Bearer ${operador.claveApi}` };
  };
  const createCliente = (nombre: string) =>
    fetch(`http://127.0.0.1:${port}/v1/clientes`, {
      method: 'POST',
      headers: { ...authorized(), 'content-type': 'application/json' },
      body: JSON.stringify({ nombre }),
    });

  it(
    'starts, keeps one instance to a directory, stops in order, and finds its data again',
    async () => {
      const first = start();
      await first.ready;
      const created = await createCliente('Café Andino');
      expect(created.status).toBe(201);
      expect(first.output()).toMatch(/Credenciales +\S*credenciales\.json/);
      const location = created.headers.get('location') ?? '';

      const sameDirectory = start({ PORT: String(await freePort()) });
      sameDirectory.ready.catch(() => {});
      const samePort = start({ TRAZO_DATA_DIR: join(dataDir, 'other') });
      await expect(samePort.ready).rejects.toThrow(`El puerto ${port} ya está en uso`);

      first.child.kill('SIGINT');
      first.child.kill('SIGINT'); // npm forwards what the terminal has sent already: still one request.
      expect(await first.ended).toBe(0);
      expect(first.output()).toContain('Todo parado.');

      // The one that waited has the directory now.
      await sameDirectory.ready;
      sameDirectory.child.kill('SIGKILL');
      await sameDirectory.ended;
      expect(recorded().some(isAlive)).toBe(true);

      const next = start();
      await next.ready;
      expect(next.output()).toContain('La instancia anterior no terminó en orden');
      const answer = await fetch(new URL(location, `http://127.0.0.1:${port}`), { headers: authorized() });
      expect(await answer.json()).toMatchObject({ nombre: 'Café Andino' });
      const records = recorded();
      expect(records.filter(isAlive)).toHaveLength(5);
      next.child.kill('SIGTERM');
      expect(await next.ended).toBe(0);
      expect(records.some(isAlive)).toBe(false);
      expect(readdirSync(join(dataDir, 'run'))).toEqual([]);
      expect(readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')).toContain('shut down');
    },
    LIMIT_MS,
  );
});
