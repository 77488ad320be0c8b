import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { CreateClaveCommand } from '../../src/commands/acceso/create-clave.command.js';
import { RevokeClaveCommand } from '../../src/commands/acceso/revoke-clave.command.js';
import { RotateClaveCommand } from '../../src/commands/acceso/rotate-clave.command.js';
import { SetBloqueoCommand } from '../../src/commands/acceso/set-bloqueo.command.js';
import type { Clave, ClaveCreada } from '../../src/modules/acceso/claves/clave.dto.js';
import { POOL } from '../../src/platform/database/tokens.js';
import { KeyUse } from '../../src/modules/acceso/claves/key-use.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { contextOfActor } from '../../src/platform/access/request-context.js';
import { ListClavesQuery } from '../../src/queries/acceso/list-claves.query.js';
import { People } from '../support/people.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as } from '../support/tenants.js';

let stack: Stack;
let people: People;
let transportistaId: string;
const ADMIN = as(actorOf('administrador', {}, randomUUID()));
const carrier = (fields: Partial<Actor> = {}) =>
  contextOfActor({
    tipo: 'clave',
    id: randomUUID(),
    roles: ['transportista'],
    ambitos: [],
    transportistaId,
    ...fields,
  });
beforeAll(async () => {
  stack = await startStack({ worker: false });
  people = new People(stack);
  transportistaId = (await stack.given.transportista()).id;
});
afterAll(() => stack.close());

/** Counts how often the pool for commands lends a connection, but for the looks at what was revoked, which go by the clock. */
function countQuestions(): () => number {
  const pool = stack.api.get<pg.Pool>(POOL, { strict: false });
  let count = 0;
  const plain = pool.query.bind(pool);
  pool.query = ((query: { name?: string }, ...rest: never[]) => {
    if (query.name !== 'recent-revocaciones') count += 1;
    return plain(query as never, ...rest);
  }) as never;
  return () => {
    pool.query = plain;
    return count;
  };
}

const create = (fields: object = {}, context = ADMIN) =>
  people.run<ClaveCreada>(
    new CreateClaveCommand({ nombre: 'escáneres', rol: 'dispositivo', transportistaId, ...fields }, context),
  );

test('a key opens what it is for, and only its hash is kept', async () => {
  const dispositivoId = randomUUID();
  const made = await create({ dispositivoId });
  expect(made.clave).toMatch(/^trz_[0-9a-f]{32}_[A-Za-z0-9]{48}$/);
  expect((await people.context(made.clave)).actor).toMatchObject({
    tipo: 'clave',
    id: made.id,
    roles: ['dispositivo'],
    transportistaId,
    dispositivoId,
  });
  const secret = made.clave.slice(37, 77);
  for (const table of ['claves', 'clave_secretos', 'auditoria', 'claves_idempotencia'])
    expect(
      (await stack.pool.query(`SELECT FROM ${table} x WHERE x::text LIKE $1`, [`%${secret}%`])).rowCount,
    ).toBe(0);
});

test('a key with one character changed is none, wherever it is, and PostgreSQL is not asked', async () => {
  const { clave } = await create();
  expect(await people.opens(clave)).toBe(true);
  const asked = countQuestions();
  for (let at = 4; at < clave.length; at += 1) {
    const other = clave[at] === '0' ? '1' : '0';
    const changed = clave.slice(0, at) + other + clave.slice(at + 1);
    if (clave[at] !== '_') expect([at, await people.opens(changed)]).toEqual([at, false]);
  }
  for (const text of ['trz_', `${clave}0`, clave.slice(0, -1), clave.toUpperCase(), `trz_${randomUUID()}`])
    expect(await people.opens(text)).toBe(false);
  expect(asked()).toBe(0);
});

test('of a key that opens nothing PostgreSQL is asked once, however often and at the same time it comes', async () => {
  const { id, clave } = await create();
  await people.run(new RevokeClaveCommand(id, ADMIN));
  const asked = countQuestions();
  const answers = await Promise.all(Array.from({ length: 100 }, () => people.opens(clave)));
  expect(answers).toEqual(Array(100).fill(false));
  for (let count = 0; count < 100; count += 1) await people.opens(clave);
  expect(asked()).toBeLessThanOrEqual(1);
});

test('a key that is revoked is out at once', async () => {
  const { id, clave } = await create();
  expect(await people.opens(clave)).toBe(true);
  await people.run(new RevokeClaveCommand(id, ADMIN));
  await people.run(new RevokeClaveCommand(id, ADMIN));
  expect(await people.opens(clave)).toBe(false);
  await expect(people.run(new RotateClaveCommand(id, {}, ADMIN))).rejects.toMatchObject({
    code: 'clave-revocada',
  });
});

test('while it is being replaced two secrets open, and never three', async () => {
  const first = await create();
  const second = await people.run<ClaveCreada>(new RotateClaveCommand(first.id, {}, ADMIN));
  expect(second).toMatchObject({ id: first.id, secretos: 2 });
  expect([await people.opens(first.clave), await people.opens(second.clave)]).toEqual([true, true]);
  const third = await people.run<ClaveCreada>(new RotateClaveCommand(first.id, {}, ADMIN));
  expect(third.secretos).toBe(2);
  const { rowCount } = await stack.pool.query('SELECT FROM clave_secretos WHERE clave_id = $1', [first.id]);
  expect(rowCount).toBe(2);
  const past = { anteriorHasta: '2026-01-01T00:00:00.000Z' };
  expect(await people.run(new RotateClaveCommand(first.id, past, ADMIN))).toMatchObject({ secretos: 1 });
});

test('a key that has expired is out, also one that was remembered', async () => {
  await expect(create({ expiraEn: '2026-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    fields: [{ pointer: '#/expiraEn', code: 'fecha-pasada' }],
  });
  const { clave } = await create({ expiraEn: new Date(Date.now() + 2_000).toISOString() });
  expect(await people.opens(clave)).toBe(true);
  await poll('it to be over', async () => !(await people.opens(clave)));
});

test('a secret is handed over once: a repeat is told so', async () => {
  const key = { scope: '/v1/claves', key: randomUUID(), fingerprint: 'x' };
  await create({}, { ...ADMIN, key });
  await expect(create({}, { ...ADMIN, key })).rejects.toMatchObject({
    code: 'secreto-ya-entregado',
  });
});

test('who is no administrator makes keys for himself alone, and sees no others', async () => {
  const other = (await stack.given.transportista()).id;
  const mine = await create({}, carrier());
  await create({ rol: 'transportista' }, carrier());
  for (const fields of [
    { transportistaId: other },
    { rol: 'administrador' },
    { rol: 'operador' },
    { clienteId: (await people.registered()).clienteId },
  ])
    await expect(create(fields, carrier())).rejects.toMatchObject({ code: 'rol-no-permitido' });
  await expect(create({}, carrier({ roles: ['auditor'] }))).rejects.toMatchObject({
    code: 'no-permitido',
  });
  const foreign = await create({ transportistaId: other });
  const list = async (context = carrier()) =>
    (await people.ask<{ datos: Clave[] }>(new ListClavesQuery({ limit: 200 }, context))).datos;
  const ids = (await list()).map(({ id }) => id);
  expect([ids.includes(mine.id), ids.includes(foreign.id)]).toEqual([true, false]);
  expect((await list(ADMIN)).map(({ id }) => id)).toEqual(expect.arrayContaining([mine.id, foreign.id]));
  for (const command of [
    new RevokeClaveCommand(foreign.id, carrier()),
    new RotateClaveCommand(foreign.id, {}, carrier()),
  ])
    await expect(people.run(command)).rejects.toMatchObject({ code: 'recurso-desconocido' });
  expect(JSON.stringify(await list(ADMIN))).not.toMatch(/trz_/);
});

test('a key that somebody made for himself is shut out with him', async () => {
  const ana = await people.registered();
  const context = await people.context((await people.session(ana)).acceso);
  const { clave } = await create(
    { rol: 'cliente', clienteId: ana.clienteId, transportistaId: null },
    context,
  );
  expect(await people.opens(clave)).toBe(true);
  await people.run(new SetBloqueoCommand(ana.id, true, ADMIN));
  expect(await people.opens(clave)).toBe(false);
});

test('the last use of a key is known to the minute', async () => {
  const { id, clave } = await create();
  await people.opens(clave);
  await stack.get(KeyUse).write();
  const { rows } = await stack.pool.query<{ usada: Date }>(
    'SELECT usada_en AS usada FROM claves WHERE id = $1',
    [id],
  );
  expect(String(rows[0]?.usada)).toMatch(/:00\.000Z$/);
});
