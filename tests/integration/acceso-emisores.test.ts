import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { AppModule } from '../../src/app.module.js';
import { CreateClaveCommand } from '../../src/commands/acceso/create-clave.command.js';
import type { ClaveCreada } from '../../src/modules/acceso/claves/clave.dto.js';
import type { SesionAbierta } from '../../src/modules/acceso/sesiones/sesion.dto.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { HttpClient } from '../support/http-client.js';
import {
  type Claims,
  type Issuer,
  logInAt,
  oauthVariables,
  oidcVariables,
  type PlainIssuer,
  startOAuthIssuer,
  startOidcIssuer,
} from '../support/issuers.js';
import { mailsTo } from '../support/mailbox.js';
import { People } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

const PUBLIC = 'https://trazo.prueba';
const PAGE = 'https://tienda.prueba/entrar';
const backTo = (name: string) => `${PUBLIC}/v1/sesiones/oidc/${name}/regreso`;

let stack: Stack;
let people: People;
let issuer: Issuer;
let plain: PlainIssuer;
let other: NestFastifyApplication;
let second: HttpClient;
beforeAll(async () => {
  issuer = await startOidcIssuer([backTo('empresa'), backTo('gemelo')]);
  plain = await startOAuthIssuer();
  stack = await startStack({
    worker: false,
    env: {
      ...oidcVariables('EMPRESA', issuer),
      ...oidcVariables('GEMELO', issuer),
      ...oauthVariables('FACEBOOK', plain),
      ...oidcVariables('CAIDO', { url: 'http://127.0.0.1:1' }),
      TRAZO_URL_PUBLICA: PUBLIC,
      TRAZO_OIDC_RETORNOS: PAGE,
    },
  });
  people = new People(stack);
  other = await createHttpApp(AppModule.with(stack.config), false);
  await other.listen(0, '127.0.0.1');
  second = new HttpClient(await other.getUrl());
});
afterAll(async () => {
  await other.close();
  await stack.close();
  await Promise.all([issuer.close(), plain.close()]);
});

/** Goes to an issuer: where it leads, and the cookie of the browser. */
async function begin(name: string, query = '') {
  const { status, headers } = await ask(stack.http, `/v1/sesiones/oidc/${name}${query}`);
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  return { status, location: headers.get('location') ?? '', cookie };
}

async function ask(http: HttpClient, path: string, cookie = '') {
  const response = await fetch(http.url + path, {
    redirect: 'manual',
    headers: { connection: 'close', cookie },
  });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Required<SesionAbierta> & { type: string };
  return { status: response.status, headers: response.headers, body };
}

/** What the browser is sent back with, as a path of ours. */
const pathOf = (back: string) => back.slice(PUBLIC.length);

/** Logs somebody in by the issuer, who says this of him. */
async function logIn(
  claims: Claims,
  { name = 'empresa', login = randomUUID(), query = '', http = stack.http } = {},
) {
  issuer.people.set(login, claims);
  const { location, cookie } = await begin(name, query);
  const path = pathOf(await logInAt(location, login, backTo(name)));
  return { ...(await ask(http, path, cookie)), path, cookie, login };
}

/** The same at the issuer of plain OAuth. */
async function logInPlainly(claims: Claims, login = randomUUID() as string) {
  plain.people.set(login, claims);
  plain.login = login;
  const from = '/v1/sesiones/oidc/facebook';
  const { query, headers } = await plain.goneAndBack(stack.http.url + from);
  return ask(stack.http, `${from}/regreso?${new URLSearchParams(query).toString()}`, headers.cookie);
}

const email = () => `${randomUUID()}@correo.pe`;

test('whoever an issuer vouches for is a new user with the roles of registering, and the same one the next time', async () => {
  const address = email();
  const claims = { email: address, email_verified: true, name: 'Ana Q.' };
  const first = await logIn(claims);
  expect([first.status, first.body]).toMatchObject([
    200,
    {
      tipo: 'Bearer',
      segundoFactorPendiente: false,
      usuario: { email: address, nombre: 'Ana Q.', roles: ['cliente'], emailVerificado: true },
    },
  ]);
  expect(first.headers.get('cache-control')).toBe('no-store');
  expect(first.body.usuario.clienteId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await people.opens(first.body.acceso)).toBe(true);
  // Its address may be another one by now: whom it means is what it calls him. And any process takes the return.
  const again = await logIn({ ...claims, email: email() }, { login: first.login, http: second });
  expect(again.body.usuario.id).toBe(first.body.usuario.id);
  const { rows } = await stack.pool.query(
    `SELECT accion, despues->>'emisor' AS emisor FROM auditoria WHERE actor_id = $1 AND accion = 'sesion.abierta'`,
    [first.body.usuario.id],
  );
  expect(rows).toEqual(Array(2).fill({ accion: 'sesion.abierta', emisor: issuer.url }));
});

test('an address that the issuer calls verified joins who has shown here that it is his; one that it does not, nobody', async () => {
  const ana = await people.registered();
  await stack.pool.query('UPDATE usuarios SET email_verificado = true WHERE id = $1', [ana.id]);
  for (const email_verified of [false, undefined, 'no', 1]) {
    const refused = await logIn({ email: ana.email, email_verified, name: 'Otra' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problemas/identidad-no-unida']);
  }
  const session = await people.session(ana);
  const joined = await logIn({ email: ana.email.toUpperCase(), email_verified: true, name: 'Otra' });
  expect(joined.body.usuario).toMatchObject({ id: ana.id, nombre: ana.nombre });
  // What he had before stays his.
  expect(await people.opens(session.acceso)).toBe(true);
  await people.session(ana);
});

test('whoever registered with an address that was never shown to be his keeps nothing of it', async () => {
  const squatter = await people.registered();
  const session = await people.session(squatter);
  const { clave } = await people.run<ClaveCreada>(
    new CreateClaveCommand(
      { nombre: 'x', rol: 'cliente', clienteId: squatter.clienteId },
      await people.context(session.acceso),
    ),
  );
  const joined = await logIn({ email: squatter.email, email_verified: true, name: 'Dueña' });
  expect(joined.body.usuario).toMatchObject({ id: squatter.id, emailVerificado: true });
  expect([await people.opens(session.acceso), await people.opens(clave)]).toEqual([false, false]);
  await expect(people.session(squatter)).rejects.toThrow('401');
  expect(await people.opens(joined.body.acceso)).toBe(true);
});

test('whoever came in with somebody else’s address does not come into the account that its owner has taken', async () => {
  const address = email();
  const squatter = await logInPlainly({ name: 'Otra', email: address }, 'intruso');
  const owner = await logIn({ email: address, email_verified: true, name: 'Dueña' });
  expect(owner.body.usuario.id).toBe(squatter.body.usuario.id);
  expect(await people.opens(squatter.body.acceso)).toBe(false);
  expect((await logInPlainly({ name: 'Otra', email: address }, 'intruso')).status).toBe(409);
});

test('a new address that the issuer does not call verified is mailed for confirmation', async () => {
  const address = email();
  const { body } = await logIn({ email: address, name: 'Ana' });
  expect(body.usuario).toMatchObject({ email: address, emailVerificado: false });
  expect(await mailsTo(stack, address)).toHaveLength(1);
});

test('without an address, or with one that is none, somebody comes in all the same', async () => {
  for (const told of [
    {},
    { email: 'no es un correo', email_verified: true },
    { email: 7, email_verified: true },
  ]) {
    const { status, body } = await logIn({ ...told, name: 'Ana' });
    expect([status, body.usuario]).toMatchObject([200, { email: null, emailVerificado: false }]);
  }
});

test('a second factor and a block count here as anywhere', async () => {
  const { body, login } = await logIn({ name: 'Ana' });
  const { id } = body.usuario;
  await stack.pool.query('UPDATE usuarios SET totp_activo_en = now() WHERE id = $1', [id]);
  const pending = await logIn({ name: 'Ana' }, { login });
  expect(pending.body.segundoFactorPendiente).toBe(true);
  expect((await people.context(pending.body.acceso)).actor).toMatchObject({ roles: [] });
  await stack.pool.query('UPDATE usuarios SET bloqueado_en = now() WHERE id = $1', [id]);
  const blocked = await logIn({ name: 'Ana' }, { login });
  expect([blocked.status, blocked.body.type]).toEqual([403, '/problemas/usuario-bloqueado']);
});

test('a return is good once, for the browser that went, for the issuer that it went to', async () => {
  const done = await logIn({ name: 'Ana' });
  const gone = (answer: { status: number; body: { type: string } }) => [answer.status, answer.body.type];
  const over = [410, '/problemas/inicio-externo-vencido'];
  expect(gone(await ask(stack.http, done.path, done.cookie))).toEqual(over);
  const { location, cookie } = await begin('empresa');
  issuer.people.set('ana', { name: 'Ana' });
  const path = pathOf(await logInAt(location, 'ana', backTo('empresa')));
  // A link to the end of somebody else's log-in.
  expect(gone(await ask(stack.http, path))).toEqual(over);
  expect(gone(await ask(stack.http, path, (await begin('gemelo')).cookie))).toEqual(over);
  expect(gone(await ask(stack.http, path.replace('empresa', 'gemelo'), cookie))).toEqual(over);
  expect(
    gone(await ask(stack.http, path.replace(/state=[\w-]+/, `state=${'x'.repeat(43)}`), cookie)),
  ).toEqual(over);
  expect((await ask(stack.http, path, cookie)).status).toBe(200);
  const late = await begin('empresa');
  await stack.pool.query('UPDATE inicios_externos SET vence_en = now()');
  const latePath = pathOf(await logInAt(late.location, 'ana', backTo('empresa')));
  expect(gone(await ask(stack.http, latePath, late.cookie))).toEqual(over);
});

test('what does not fit is refused: a code that was made up, one of another log-in, an issuer that says no', async () => {
  issuer.people.set('ana', { name: 'Ana' });
  const mine = await begin('empresa');
  const state = new URL(mine.location).searchParams.get('state');
  const theirs = await begin('empresa');
  const code = new URL(await logInAt(theirs.location, 'ana', backTo('empresa'))).searchParams.get('code');
  // Their code with my state: the verifier and the nonce are mine.
  for (const answer of [`code=${code}`, 'code=inventado', 'error=access_denied', '']) {
    const { location, cookie } = await begin('empresa');
    const own = new URL(location).searchParams.get('state');
    const path = `/v1/sesiones/oidc/empresa/regreso?state=${own}&iss=${encodeURIComponent(issuer.url)}&${answer}`;
    const { status, body } = await ask(stack.http, path, cookie);
    expect([answer, status, body.type]).toEqual([answer, 401, '/problemas/inicio-externo-rechazado']);
  }
  expect(state).toHaveLength(43);
  const { rows } = await stack.pool.query('SELECT * FROM inicios_externos');
  expect(JSON.stringify(rows)).not.toContain(state);
});

test('it ends at a page of the list, with the refresh token in a cookie; at no other', async () => {
  const query = `?retorno=${encodeURIComponent(PAGE)}`;
  const done = await logIn({ name: 'Ana' }, { query });
  expect([done.status, done.headers.get('location')]).toEqual([302, PAGE]);
  const [, refresco] = /__Host-trazo-refresco=([\w-]+); Path=\/; HttpOnly; Secure; SameSite=Strict/.exec(
    done.headers.get('set-cookie') ?? '',
  ) as unknown as [string, string];
  expect((await stack.http.post('/v1/sesiones/refresco', { refresco })).status).toBe(201);
  const { location, cookie } = await begin('empresa', query);
  const state = new URL(location).searchParams.get('state');
  const no = await ask(
    stack.http,
    `/v1/sesiones/oidc/empresa/regreso?state=${state}&error=access_denied`,
    cookie,
  );
  expect([no.status, no.headers.get('location')]).toEqual([302, `${PAGE}?problema=inicio-externo-rechazado`]);
  for (const page of [
    'https://mala.prueba',
    `${PAGE}/otra`,
    `${PAGE}@mala.prueba`,
    '//mala.prueba',
    'javascript:1',
    `${PAGE}%0d%0aX: y`,
  ]) {
    const refused = await ask(stack.http, `/v1/sesiones/oidc/empresa?retorno=${encodeURIComponent(page)}`);
    expect([refused.status, refused.headers.get('location')]).toEqual([400, null]);
  }
});

test('plain OAuth, as Facebook speaks it: its addresses are nobody’s until they are confirmed', async () => {
  const address = email();
  const { status, body } = await logInPlainly({ name: 'Ana', email: address, email_verified: true });
  expect([status, body.usuario]).toMatchObject([
    200,
    { email: address, emailVerificado: false, nombre: 'Ana' },
  ]);
  const ana = await people.registered();
  const refused = await logInPlainly({ name: 'Ana', email: ana.email, email_verified: true });
  expect([refused.status, refused.body.type]).toEqual([409, '/problemas/identidad-no-unida']);
  expect(plain.calls.slice(-3)).toEqual(['GET /dialog', 'POST /token', 'GET /me']);
});

test('an issuer that nobody named is not asked; one that is away is left alone after a while', async () => {
  const unknown = await ask(stack.http, '/v1/sesiones/oidc/http%3A%2F%2F127.0.0.1');
  expect([unknown.status, unknown.body.type]).toEqual([404, '/problemas/recurso-desconocido']);
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const away = await ask(stack.http, '/v1/sesiones/oidc/caido');
    expect([away.status, away.body.type]).toEqual([503, '/problemas/emisor-no-disponible']);
    expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await logIn({ name: 'Ana' })).status).toBe(200);
});
