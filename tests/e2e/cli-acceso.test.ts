import type { Clave } from '../../src/modules/acceso/claves/clave.dto.js';
import { People } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';
import { trazo } from '../support/trazo.js';

let stack: Stack;
let people: People;
let token: string;
beforeAll(async () => {
  stack = await startStack({ worker: false, env: { TRAZO_ACCESO: 'exigir' } });
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
  expect((await trazo(stack.http.url, 'colas')).code).not.toBe(0);
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
