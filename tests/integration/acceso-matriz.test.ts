import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { CreateClaveCommand } from '../../src/commands/acceso/create-clave.command.js';
import { lineOf } from '../../src/platform/access/access.js';
import { AccessTable } from '../../src/platform/access/access-table.js';
import { type Rol, ROLES } from '../../src/platform/access/actor.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as } from '../support/tenants.js';

let stack: Stack;
const keys = new Map<Rol, string>();

beforeAll(async () => {
  stack = await startStack({ worker: false });
  const insert = (table: string, columns: string, values: string) =>
    stack.pool.query<{ id: string }>(
      `INSERT INTO ${table} (id, ${columns}) VALUES (gen_random_uuid(), ${values}) RETURNING id`,
    );
  const clienteId = (await insert('clientes', 'nombre', `'Café Andino'`)).rows[0]?.id;
  const transportistaId = (await insert('transportistas', 'nombre, codigo', `'Rápidos', 'RDS'`)).rows[0]?.id;
  for (const rol of ROLES) {
    const input = {
      nombre: rol,
      rol,
      clienteId,
      transportistaId,
      comercioId: randomUUID(),
      repartidorId: randomUUID(),
    };
    const command = new CreateClaveCommand(input, as(actorOf('administrador', {}, randomUUID())));
    keys.set(rol, (await stack.get(CommandBus).execute(command)).clave);
  }
});
afterAll(() => stack.close());

/** A path with ids of nothing that there is. */
const missing = (path: string) =>
  path.replace(':mes', '2020-01').replace(':codigo', 'TZ000000005PE').replace(/:\w+/g, randomUUID());

/** What a role may ask, by the lines of what a route runs. */
function mayAsk(rol: Rol, runs: readonly object[]): boolean {
  return runs.every((message) => {
    const roles = lineOf(message)?.roles;
    if (roles === 'sistema' || roles === undefined) return false;
    if (roles === 'publico' || roles === 'identificados' || rol === 'administrador') return true;
    return roles.includes(rol);
  });
}

test.each(ROLES)('a key of the role %s opens the routes of its lines, and no others', async (rol) => {
  const routes = stack.get(AccessTable).routes();
  expect(routes.length).toBeGreaterThan(80);
  let [opened, refused] = [0, 0];
  for (const { method, path, runs } of routes) {
    const response = await fetch(stack.http.url + missing(path), {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${keys.get(rol)}`, connection: 'close' },
    });
    const text = await response.text();
    // Below /epcis a problem has a type of the standard.
    const isRefused =
      response.status === 403 && (path.startsWith('/epcis/') || text.includes('/problemas/no-permitido'));
    const isUnknown = response.status === 401 && text.includes('/problemas/credencial-requerida');
    const allowed = mayAsk(rol, runs);
    expect([`${method} ${path}`, isRefused, isUnknown]).toEqual([`${method} ${path}`, !allowed, false]);
    if (allowed) opened += 1;
    else refused += 1;
  }
  expect(opened).toBeGreaterThan(0);
  expect(refused > 0).toBe(rol !== 'administrador');
});
