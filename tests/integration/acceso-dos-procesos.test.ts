import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { RevokeClaveCommand } from '../../src/commands/acceso/revoke-clave.command.js';
import { CreateClaveCommand } from '../../src/commands/acceso/create-clave.command.js';
import { ChangePermisosCommand } from '../../src/commands/acceso/change-permisos.command.js';
import { RotateLlavesCommand } from '../../src/commands/acceso/rotate-llaves.command.js';
import { SetBloqueoCommand } from '../../src/commands/acceso/set-bloqueo.command.js';
import type { ClaveCreada } from '../../src/modules/acceso/claves/clave.dto.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { HttpClient } from '../support/http-client.js';
import { People } from '../support/people.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as } from '../support/tenants.js';

const ADMIN = as(actorOf('administrador', {}, randomUUID()));
let stack: Stack;
let people: People;
let other: NestFastifyApplication;
let second: HttpClient;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  people = new People(stack);
  other = await createHttpApp(AppModule.with(stack.config), false);
  await other.listen(0, '127.0.0.1');
  second = new HttpClient(await other.getUrl());
});
afterAll(async () => {
  await other.close();
  await stack.close();
});

const statusAt = async (http: HttpClient, token: string) =>
  (await http.get('/v1/transportistas?limit=1', { authorization: `Bearer ${token}` })).status;

test('what one process revokes the other refuses', async () => {
  const ana = await people.registered({ roles: ['operador'] });
  const { acceso } = await people.session(ana);
  const { id, clave } = await people.run<ClaveCreada>(
    new CreateClaveCommand({ nombre: 'consola', rol: 'operador' }, ADMIN),
  );
  for (const token of [acceso, clave]) expect(await statusAt(second, token)).toBe(200);
  await people.run(new SetBloqueoCommand(ana.id, true, ADMIN));
  await people.run(new RevokeClaveCommand(id, ADMIN));
  for (const token of [acceso, clave]) {
    expect(await statusAt(stack.http, token)).toBe(401);
    await poll('the other process to hear of it', async () => (await statusAt(second, token)) === 401);
  }
});

test('a process that Redis does not wake hears of it from PostgreSQL', async () => {
  const { acceso, sesionId } = await people.session(await people.registered({ roles: ['operador'] }));
  expect(await statusAt(second, acceso)).toBe(200);
  await stack.pool.query(`INSERT INTO revocaciones (tipo, sujeto_id) VALUES ('sesion', $1)`, [sesionId]);
  for (const http of [stack.http, second])
    await poll('it to look', async () => (await statusAt(http, acceso)) === 401);
});

test('what one process signs with a new key the other takes', async () => {
  const ana = await people.registered({ roles: ['operador'] });
  const before = await people.session(ana);
  expect(await statusAt(second, before.acceso)).toBe(200);
  await people.run(new RotateLlavesCommand(ADMIN));
  const after = await people.session(ana);
  await poll('the other process to know the key', async () => (await statusAt(second, after.acceso)) === 200);
  expect(await statusAt(second, before.acceso)).toBe(200);
});

test('a live stream ends when what it was asked with opens nothing any more', async () => {
  const ana = await people.registered({ roles: ['operador'] });
  const session = await people.session(ana);
  const { id, clave } = await people.run<ClaveCreada>(
    new CreateClaveCommand({ nombre: 'tablero', rol: 'operador' }, ADMIN),
  );
  const { codigo } = await stack.given.envio();
  const follow = async (token: string) => {
    const { body, status } = await fetch(`${second.url}/v1/envios/${codigo}/eventos`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(status).toBe(200);
    let open = true;
    const ended = new Response(body)
      .text()
      .catch(() => undefined)
      .finally(() => (open = false));
    return { isOpen: () => open, ended };
  };
  const [bySession, byKey] = [await follow(session.acceso), await follow(clave)];
  await people.run(new ChangePermisosCommand(ana.id, { roles: ['cliente'] }, ADMIN));
  await poll('the stream of the session to end', () => Promise.resolve(!bySession.isOpen()));
  expect(byKey.isOpen()).toBe(true);
  await people.run(new RevokeClaveCommand(id, ADMIN));
  await poll('the stream of the key to end', () => Promise.resolve(!byKey.isOpen()));
  await Promise.all([bySession.ended, byKey.ended]);
});
