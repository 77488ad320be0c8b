import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clave } from '../../src/modules/acceso/claves/clave.dto.js';
import { People } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';
import { call, trazo } from '../support/trazo.js';

let stack: Stack;
let people: People;
let token: string;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  people = new People(stack);
  token = (await people.session(await people.registered({ roles: ['administrador'] }))).acceso;
});
afterAll(() => stack.close());

const run = (...args: string[]) => trazo(stack.http.url, '--clave', token, ...args);

test('an operator makes a key, uses it, replaces it and revokes it', async () => {
  const made = await run('claves', 'crear', 'consola', '--rol', 'operador');
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^trz_[0-9a-f]{32}_[A-Za-z0-9]{48}\n$/)]);
  const key = made.out.trim();
  expect((await trazo(stack.http.url, '--clave', key, 'usuarios', 'ls')).code).toBe(0);
  expect((await trazo(stack.http.url, '--clave', key, 'auditoria')).code).not.toBe(0);
  const [clave] = JSON.parse((await run('claves', 'ls', '--json')).out) as [Clave];
  const next = (await run('claves', 'rotar', clave.id)).out.trim();
  expect(await people.opens(next)).toBe(true);
  expect((await run('claves', 'revocar', clave.id)).code).toBe(0);
  expect([await people.opens(key), await people.opens(next)]).toEqual([false, false]);
  expect((await trazo(stack.http.url, '--clave', next, 'colas')).code).toBe(3);
});

test('an administrator gives roles, shuts people out, ends sessions, and finds all of it on record', async () => {
  const ana = await people.registered({ nombre: 'Zoila' });
  expect((await run('usuarios', 'ls', '-q', 'zoila')).out).toContain(ana.id);
  expect((await run('usuarios', 'roles', ana.id, 'operador,cliente')).out).toContain('operador, cliente');
  const session = await people.session(ana);
  expect((await run('sesiones', 'ls', ana.id)).out).toContain(session.sesionId);
  expect((await run('sesiones', 'terminar', session.sesionId)).code).toBe(0);
  expect(await people.opens(session.acceso)).toBe(false);
  expect((await run('usuarios', 'bloquear', ana.id)).code).toBe(0);
  expect((await run('usuarios', 'desbloquear', ana.id)).code).toBe(0);
  expect((await run('acceso', 'rotar')).code).toBe(0);
  const { out } = await run('auditoria', '--objeto', `usuario:${ana.id}`);
  for (const accion of ['registrado', 'permisos-cambiados', 'bloqueado', 'desbloqueado'])
    expect(out).toContain(`usuario.${accion}`);
});

describe('without --clave', () => {
  const home = mkdtempSync(join(tmpdir(), 'trazo-casa-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'trazo-datos-'));
  const sessions = join(home, 'trazo', 'sesiones.json');
  afterAll(() => [home, dataDir].forEach((each) => rmSync(each, { recursive: true })));

  const alone = (input: string, ...args: string[]) =>
    call(process.execPath, ['cli/main.mjs', ...args], {
      input,
      env: { TRAZO_URL: stack.http.url, TRAZO_CLAVE: '', XDG_CONFIG_HOME: home, TRAZO_DATA_DIR: dataDir },
    });
  const kept = () =>
    (JSON.parse(readFileSync(sessions, 'utf8')) as Record<string, { venceEn: number; refresco: string }>)[
      stack.http.url
    ]!;

  test('a 401 ends with 3 and says what there is to come in with', async () => {
    expect(await alone('', 'colas')).toMatchObject({ code: 3, err: expect.stringContaining('trazo login') });
    expect(await alone('', 'colas', '--idioma=en')).toMatchObject({
      code: 3,
      err: expect.stringContaining('without credentials'),
    });
  });

  test('login keeps a session that only its owner reads, goes on with it, and logout ends it', async () => {
    const ana = await people.registered({ roles: ['operador'] });
    expect(await alone('not his password\n', 'login', ana.email)).toMatchObject({ code: 3 });
    expect((await alone(`${ana.clave}\n`, 'login', ana.email)).code).toBe(0);
    expect([statSync(sessions).mode & 0o777, statSync(dirname(sessions)).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    expect((await alone('', 'colas')).code).toBe(0);
    expect(await alone('', 'auditoria')).toMatchObject({ code: 3, err: expect.stringContaining(ana.email) });
    const before = kept();
    writeFileSync(sessions, JSON.stringify({ [stack.http.url]: { ...before, venceEn: 0 } }));
    // All of them find that it has to be refreshed, and a refresh token that is used twice would end it.
    const codes = await Promise.all(Array.from({ length: 4 }, async () => (await alone('', 'colas')).code));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(kept().refresco).not.toBe(before.refresco);
    const { acceso } = kept() as unknown as { acceso: string };
    expect((await alone('', 'logout')).code).toBe(0);
    expect(await people.opens(acceso)).toBe(false);
    expect((await alone('', 'colas')).code).toBe(3);
    expect((await alone('', 'logout')).code).toBe(3);
  });

  test('a session that was ended elsewhere is said to be over, and forgotten', async () => {
    const ana = await people.registered({ roles: ['operador'] });
    await alone(`${ana.clave}\n`, 'login', ana.email);
    await stack.pool.query(`UPDATE sesiones SET terminada_en = now() WHERE usuario_id = $1`, [ana.id]);
    writeFileSync(sessions, JSON.stringify({ [stack.http.url]: { ...kept(), venceEn: 0 } }));
    expect(await alone('', 'colas')).toMatchObject({ code: 3, err: expect.stringContaining('terminó') });
    expect(JSON.parse(readFileSync(sessions, 'utf8'))).toEqual({});
  });

  test('what the first start wrote opens this machine, and is sent nowhere else', async () => {
    const admin = await people.registered({ roles: ['administrador'] });
    const claveApi = (await run('claves', 'crear', 'primera', '--rol', 'operador')).out.trim();
    const { email, clave } = admin;
    const first = { administrador: { email, clave }, operador: { claveApi } };
    writeFileSync(join(dataDir, 'credenciales.json'), JSON.stringify(first), { mode: 0o600 });
    expect((await alone('', 'colas')).code).toBe(0);
    // What needs an administrator opens a session for itself, and ends it.
    expect((await alone('', 'auditoria')).code).toBe(0);
    const { rows } = await stack.pool.query('SELECT FROM sesiones WHERE usuario_id = $1 AND fin IS NULL', [
      admin.id,
    ]);
    expect(rows).toEqual([]);
    expect((await alone('', 'login')).code).toBe(0);
    expect(await alone('', 'usuarios', 'ls')).toMatchObject({ code: 0, out: expect.stringContaining(email) });
    await alone('', 'logout');
    const heard: (string | undefined)[] = [];
    const elsewhere = createServer(({ headers }, response) => {
      heard.push(headers.authorization);
      response.end();
    });
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.2', done));
    const { port } = elsewhere.address() as AddressInfo;
    await alone('', 'colas', '--url', `http://127.0.0.2:${port}`);
    await new Promise((done) => elsewhere.close(done));
    expect(heard).toEqual([undefined]);
  });
});
