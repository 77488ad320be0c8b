import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { ChangePasswordCommand } from '../../src/commands/acceso/change-password.command.js';
import { ChangePermisosCommand } from '../../src/commands/acceso/change-permisos.command.js';
import { EndSesionCommand } from '../../src/commands/acceso/end-sesion.command.js';
import { RotateLlavesCommand } from '../../src/commands/acceso/rotate-llaves.command.js';
import { SetBloqueoCommand } from '../../src/commands/acceso/set-bloqueo.command.js';
import type { SesionAbierta } from '../../src/modules/acceso/sesiones/sesion.dto.js';
import { ListAuditoriaQuery } from '../../src/queries/acceso/list-auditoria.query.js';
import { ListSesionesQuery } from '../../src/queries/acceso/list-sesiones.query.js';
import { People, PASSWORD } from '../support/people.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as } from '../support/tenants.js';

let stack: Stack;
let people: People;
const ADMIN = as(actorOf('administrador', {}, randomUUID()));
beforeAll(async () => {
  stack = await startStack({ worker: false });
  people = new People(stack);
});
afterAll(() => stack.close());

const refresh = (refresco: string) => stack.http.post<SesionAbierta>('/v1/sesiones/refresco', { refresco });
const payloadOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as Record<string, unknown>;

test('whoever registers may log in, and his token says who he is', async () => {
  const ana = await people.registered({ telefono: '+51987654321' });
  expect(ana).toMatchObject({ roles: ['cliente'], emailVerificado: false, telefono: '+51987654321' });
  expect(ana.clienteId).toMatch(/^[0-9a-f-]{36}$/);
  const session = await people.session({ email: ana.email.toUpperCase(), clave: PASSWORD });
  expect(session).toMatchObject({ tipo: 'Bearer', expiraEn: 900, usuario: { id: ana.id } });
  const { actor } = await people.context(session.acceso);
  expect(actor).toMatchObject({
    tipo: 'usuario',
    id: ana.id,
    roles: ['cliente'],
    clienteId: ana.clienteId,
    sesionId: session.sesionId,
  });
  const again = await stack.http.post('/v1/usuarios', { email: ana.email, clave: PASSWORD, nombre: 'Otra' });
  expect([again.status, again.body]).toMatchObject([409, { type: '/problemas/email-en-uso' }]);
});

test.each([
  ['short', 'once letras', 'longitud'],
  ['long', 'x'.repeat(201), 'longitud'],
  ['common', 'MotherFucker', 'clave-comun'],
])('a password that is too %s is refused', async (_, clave, code) => {
  const input = { email: `${randomUUID()}@correo.pe`, clave, nombre: 'Ana' };
  const { status, body } = await stack.http.post('/v1/usuarios', input);
  expect([status, body]).toMatchObject([400, { errors: [{ pointer: '#/clave', code }] }]);
});

test('nobody registers with a role', async () => {
  const input = {
    email: `${randomUUID()}@correo.pe`,
    clave: PASSWORD,
    nombre: 'Ana',
    roles: ['administrador'],
  };
  expect((await stack.http.post('/v1/usuarios', input)).status).toBe(400);
});

test('a log-in says the same of a wrong password and of an e-mail that is not there', async () => {
  const ana = await people.registered();
  const wrong = await stack.http.post('/v1/sesiones', { email: ana.email, clave: 'otra clave larga' });
  const unknown = await stack.http.post('/v1/sesiones', {
    email: 'nadie@correo.pe',
    clave: 'otra clave larga',
  });
  const { requestId: _one, ...first } = wrong.body as Record<string, unknown>;
  const { requestId: _two, ...second } = unknown.body as Record<string, unknown>;
  expect([wrong.status, first]).toEqual([unknown.status, second]);
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('www-authenticate')).toBe('Bearer');
});

test('an e-mail that is tried again and again has to wait, from a place where nobody of it has been', async () => {
  const email = `${randomUUID()}@correo.pe`;
  const attempt = () => stack.http.post('/v1/sesiones', { email, clave: 'otra clave larga' });
  const statuses: number[] = [];
  for (let count = 0; count < 11; count += 1) statuses.push((await attempt()).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  expect(Number((await attempt()).headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a refresh token is good for one use; the second use ends the session and is on record', async () => {
  const session = await people.session(await people.registered());
  const next = await refresh(session.refresco as string);
  expect(next.status).toBe(201);
  expect(next.body).toMatchObject({ sesionId: session.sesionId });
  expect(await people.opens(next.body.acceso)).toBe(true);
  const stolen = await refresh(session.refresco as string);
  expect([stolen.status, stolen.body]).toMatchObject([401, { type: '/problemas/credencial-invalida' }]);
  expect((await refresh(next.body.refresco as string)).status).toBe(401);
  expect(await people.opens(next.body.acceso)).toBe(false);
  const input = Object.assign({ limit: 50 }, { objeto: `sesion:${session.sesionId}` });
  const page = await people.ask<{ datos: { accion: string }[] }>(new ListAuditoriaQuery(input, ADMIN));
  expect(page.datos.map(({ accion }) => accion)).toEqual(['sesion.refresco-repetido', 'sesion.abierta']);
});

test('two uses of a refresh token at the same time: at most one goes on', async () => {
  const session = await people.session(await people.registered());
  const answers = await Promise.all([1, 2, 3].map(() => refresh(session.refresco as string)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await people.opens(session.acceso)).toBe(false);
});

test('in a cookie the refresh token is out of reach for JavaScript and for other sites', async () => {
  const ana = await people.registered();
  const opened = await stack.http.post<SesionAbierta>('/v1/sesiones', {
    email: ana.email,
    clave: ana.clave,
    cookie: true,
  });
  expect(opened.body.refresco).toBeUndefined();
  const cookie = opened.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(
    /^__Host-trazo-refresco=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=\d+$/,
  );
  const sent = { cookie: cookie.split(';')[0] as string };
  const foreign = await stack.http.post(
    '/v1/sesiones/refresco',
    {},
    { ...sent, 'sec-fetch-site': 'cross-site' },
  );
  expect(foreign.status).toBe(401);
  const own = await stack.http.post<SesionAbierta>(
    '/v1/sesiones/refresco',
    {},
    { ...sent, 'sec-fetch-site': 'same-origin' },
  );
  expect([own.status, own.body.refresco]).toEqual([201, undefined]);
  expect(own.headers.get('set-cookie')).not.toBe(cookie);
});

test('a session is listed and ended, by its owner and by nobody else', async () => {
  const ana = await people.registered();
  const [one, two] = [await people.session(ana), await people.session(ana)];
  const context = await people.context(one.acceso);
  const list = () =>
    people.ask<{ datos: { id: string; actual: boolean }[] }>(new ListSesionesQuery({ limit: 50 }, context));
  expect((await list()).datos).toMatchObject([
    { id: two.sesionId, actual: false },
    { id: one.sesionId, actual: true },
  ]);
  const stranger = await people.context((await people.session(await people.registered())).acceso);
  await expect(people.run(new EndSesionCommand(stranger, two.sesionId))).rejects.toMatchObject({
    code: 'recurso-desconocido',
  });
  await people.run(new EndSesionCommand(context, two.sesionId));
  expect([await people.opens(one.acceso), await people.opens(two.acceso)]).toEqual([true, false]);
  expect((await refresh(two.refresco as string)).status).toBe(401);
});

test('who is blocked is out, and in again with a new session', async () => {
  const ana = await people.registered();
  const session = await people.session(ana);
  await people.run(new SetBloqueoCommand(ana.id, true, ADMIN));
  expect(await people.opens(session.acceso)).toBe(false);
  expect((await refresh(session.refresco as string)).status).toBe(401);
  const login = await stack.http.post('/v1/sesiones', { email: ana.email, clave: ana.clave });
  expect([login.status, login.body]).toMatchObject([403, { type: '/problemas/usuario-bloqueado' }]);
  await people.run(new SetBloqueoCommand(ana.id, false, ADMIN));
  expect(await people.opens(session.acceso)).toBe(false);
  expect(await people.opens((await people.session(ana)).acceso)).toBe(true);
});

test('who loses a role loses it at once; his session goes on with what is left to him', async () => {
  const ana = await people.registered({ roles: ['operador', 'cliente'] });
  const session = await people.session(ana);
  await people.run(new ChangePermisosCommand(ana.id, { roles: ['cliente'] }, ADMIN));
  expect(await people.opens(session.acceso)).toBe(false);
  const next = await refresh(session.refresco as string);
  expect((await people.context(next.body.acceso)).actor.roles).toEqual(['cliente']);
});

test('the last administrator stays one', async () => {
  const ana = await people.registered({ roles: ['administrador'] });
  for (const command of [
    new ChangePermisosCommand(ana.id, { roles: ['cliente'] }, ADMIN),
    new SetBloqueoCommand(ana.id, true, ADMIN),
  ])
    await expect(people.run(command)).rejects.toMatchObject({ code: 'ultimo-administrador' });
});

test('another password ends the other sessions', async () => {
  const ana = await people.registered();
  const [one, two] = [await people.session(ana), await people.session(ana)];
  const context = await people.context(one.acceso);
  const wrong = new ChangePasswordCommand(
    { actual: 'no es esta clave', clave: 'otra clave muy larga' },
    context,
  );
  await expect(people.run(wrong)).rejects.toMatchObject({ code: 'inicio-invalido' });
  await people.run(new ChangePasswordCommand({ actual: PASSWORD, clave: 'otra clave muy larga' }, context));
  expect([await people.opens(one.acceso), await people.opens(two.acceso)]).toEqual([true, false]);
  await people.session({ email: ana.email, clave: 'otra clave muy larga' });
});

test('tokens that somebody else could make open nothing', async () => {
  const { acceso } = await people.session(await people.registered());
  const { kid } = JSON.parse(Buffer.from(acceso.split('.')[0] as string, 'base64url').toString()) as {
    kid: string;
  };
  const claims = payloadOf(acceso);
  const jwks = (await stack.http.get<{ keys: JWK[] }>('/.well-known/jwks.json')).body;
  const published = jwks.keys.find((key) => key.kid === kid) as JWK;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const none = `${part({ alg: 'none', typ: 'at+jwt', kid })}.${part(claims)}.`;
  const hmac = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
    .sign(Buffer.from(published.x as string, 'base64url'));
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const foreign = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, jwk: await exportJWK(privateKey) })
    .sign(privateKey);
  const changed = [
    acceso.split('.')[0],
    part({ ...claims, roles: ['administrador'] }),
    acceso.split('.')[2],
  ].join('.');
  for (const token of [none, hmac, foreign, changed, '', 'x', 'a.b.c', 'null', `${acceso}x`])
    expect([token, await people.opens(token)]).toEqual([token, false]);
});

test('keys rotate: the old token lives out its time, the new key signs, both are published', async () => {
  const ana = await people.registered();
  const before = await people.session(ana);
  const { kid } = await people.run<{ kid: string }>(new RotateLlavesCommand(ADMIN));
  const after = await people.session(ana);
  expect([await people.opens(before.acceso), await people.opens(after.acceso)]).toEqual([true, true]);
  const { keys } = (await stack.http.get<{ keys: JWK[] }>('/.well-known/jwks.json')).body;
  const key = keys.find((each) => each.kid === kid) as JWK;
  expect(key).not.toHaveProperty('d');
  const { iss, aud } = payloadOf(after.acceso) as { iss: string; aud: string };
  const { payload } = await jwtVerify(after.acceso, await importJWK(key, 'EdDSA'), {
    issuer: iss,
    audience: aud,
  });
  expect(payload.sub).toBe(ana.id);
  expect(keys).toHaveLength(2);
});

test('where a request without credentials may do everything, it gets none that last', async () => {
  const open = await startStack({ worker: false, env: { TRAZO_ACCESO: 'abierto' } });
  const { anonymous } = open.http;
  const ana = await new People(open).registered();
  const answers = [
    await anonymous.post('/v1/claves', { nombre: 'mía', rol: 'administrador' }),
    await anonymous.post(`/v1/claves/${randomUUID()}/rotacion`, {}),
    await anonymous.patch(`/v1/usuarios/${ana.id}`, { roles: ['administrador'] }),
  ];
  const { status: read } = await anonymous.get('/v1/usuarios');
  await open.close();
  for (const { status, body } of answers)
    expect([status, body]).toMatchObject([401, { type: '/problemas/credencial-requerida' }]);
  expect(read).toBe(200);
});

test('a session goes on so often an hour, and its old refresh tokens are dropped after a month', async () => {
  const session = await people.session(await people.registered());
  let token = session.refresco as string;
  for (let count = 0; count < 60; count += 1) {
    const { status, body } = await refresh(token);
    expect([count, status]).toEqual([count, 201]);
    token = body.refresco as string;
  }
  expect((await refresh(token)).status).toBe(429);
  await stack.pool.query(
    `UPDATE sesion_refrescos SET emitido_en = emitido_en - interval '1 hour', borrar_en = borrar_en - interval '31 days'
     WHERE sesion_id = $1 AND usado_en IS NOT NULL`,
    [session.sesionId],
  );
  await stack.startWorker();
  const count = async () =>
    (await stack.pool.query('SELECT FROM sesion_refrescos WHERE sesion_id = $1', [session.sesionId]))
      .rowCount;
  await poll('the old ones to be dropped', async () => (await count()) === 1);
  await stack.stopWorker();
  // What was refused for being too often was not used up.
  expect((await refresh(token)).status).toBe(201);
});
