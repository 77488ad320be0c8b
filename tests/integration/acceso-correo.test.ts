import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TOTP, URI } from 'otpauth';
import type { SegundoFactorNuevo } from '../../src/modules/acceso/segundo-factor/segundo-factor.dto.js';
import type { SesionAbierta } from '../../src/modules/acceso/sesiones/sesion.dto.js';
import type { Usuario } from '../../src/modules/acceso/usuarios/usuario.dto.js';
import { mailsTo, tokenIn } from '../support/mailbox.js';
import { People, PASSWORD, type Person } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let people: People;
beforeAll(async () => {
  stack = await startStack({ worker: false, env: { TRAZO_ACCESO_2FA: 'exigir' } });
  people = new People(stack);
});
afterAll(() => stack.close());

const bearer = ({ acceso }: Pick<SesionAbierta, 'acceso'>) => ({ authorization: `Bearer ${acceso}` });

async function recoveryToken({ email }: Person): Promise<string> {
  expect((await stack.http.anonymous.post('/v1/usuarios/recuperacion', { email })).status).toBe(202);
  return tokenIn((await mailsTo(stack, email)).filter((text) => text.includes('/recuperacion#')).at(-1));
}

test('who registers confirms his e-mail with what was mailed, once', async () => {
  const ana = await people.registered();
  const [mail] = await mailsTo(stack, ana.email);
  const token = tokenIn(mail);
  const file = readdirSync(stack.config.TRAZO_CORREO_DIR)[0] as string;
  expect(statSync(join(stack.config.TRAZO_CORREO_DIR, file)).mode & 0o777).toBe(0o600);
  const confirm = () => stack.http.anonymous.post('/v1/usuarios/confirmacion', { token });
  expect([(await confirm()).status, (await confirm()).status]).toEqual([204, 410]);
  const me = await stack.http.anonymous.get<Usuario>('/v1/usuarios/yo', bearer(await people.session(ana)));
  expect(me.body).toMatchObject({ id: ana.id, emailVerificado: true });
  expect((await stack.pool.query('SELECT FROM fichas WHERE usuario_id = $1', [ana.id])).rowCount).toBe(0);
});

test('a forgotten password is changed with what was mailed; then all sessions have ended', async () => {
  const ana = await people.registered();
  const session = await people.session(ana);
  const token = await recoveryToken(ana);
  const reset = (clave: string) => stack.http.anonymous.post('/v1/usuarios/clave', { token, clave });
  expect((await reset('password')).status).toBe(400);
  expect([
    (await reset('otra clave muy larga')).status,
    (await reset('otra clave muy larga')).status,
  ]).toEqual([204, 410]);
  expect(await people.opens(session.acceso)).toBe(false);
  expect(
    (await stack.http.anonymous.post('/v1/sesiones', { email: ana.email, clave: PASSWORD })).status,
  ).toBe(401);
  await people.session({ email: ana.email, clave: 'otra clave muy larga' });
});

test('nobody learns by asking for a mail whether there is somebody, and no mailbox is filled', async () => {
  const ana = await people.registered();
  const ask = async (email: string) => {
    const { status, body } = await stack.http.anonymous.post('/v1/usuarios/recuperacion', { email });
    return [status, body];
  };
  expect(await ask('nadie@correo.pe')).toEqual(await ask(ana.email));
  for (let count = 0; count < 5; count += 1) await ask(ana.email);
  const mails = (await mailsTo(stack, ana.email)).filter((text) => text.includes('/recuperacion#'));
  expect(mails).toHaveLength(3);
  expect(await mailsTo(stack, 'nadie@correo.pe')).toEqual([]);
});

test('a token of one use is good for no other, nor after its hour', async () => {
  const ana = await people.registered();
  const [mail] = await mailsTo(stack, ana.email);
  const clave = 'otra clave muy larga';
  expect(
    (await stack.http.anonymous.post('/v1/usuarios/clave', { token: tokenIn(mail), clave })).status,
  ).toBe(410);
  await stack.pool.query(`UPDATE fichas SET vence_en = now() WHERE usuario_id = $1`, [ana.id]);
  expect(
    (await stack.http.anonymous.post('/v1/usuarios/confirmacion', { token: tokenIn(mail) })).status,
  ).toBe(410);
});

const FACTOR = '/v1/usuarios/yo/segundo-factor';
const codeOf = (uri: string, steps = 0) =>
  (URI.parse(uri) as TOTP).generate({ timestamp: Date.now() + steps * 30_000 });

async function withFactor(person: Person) {
  const session = await people.session(person);
  const made = await stack.http.anonymous.post<SegundoFactorNuevo>(FACTOR, undefined, bearer(session));
  const { uri, codigosDeRecuperacion } = made.body;
  expect([made.status, codigosDeRecuperacion.length]).toEqual([201, 10]);
  const confirm = (codigo: string) =>
    stack.http.anonymous.post(`${FACTOR}/confirmacion`, { codigo }, bearer(session));
  expect((await confirm('000000')).status).toBe(401);
  expect((await confirm(codeOf(uri))).status).toBe(204);
  return { session, uri, codigosDeRecuperacion };
}

const login = ({ email, clave }: Person, codigo?: string) =>
  stack.http.anonymous.post<SesionAbierta & { type?: string }>('/v1/sesiones', { email, clave, codigo });

test('who has a second factor comes in with a code that is good once, or with a code of recovery', async () => {
  const ana = await people.registered();
  const { uri, codigosDeRecuperacion } = await withFactor(ana);
  const without = await login(ana);
  expect([without.status, without.body.type]).toEqual([401, '/problemas/segundo-factor']);
  const used = await login(ana, codeOf(uri));
  expect([used.status, used.body.type]).toEqual([401, '/problemas/segundo-factor']);
  const next = codeOf(uri, 1);
  expect([(await login(ana, next)).status, (await login(ana, next)).status]).toEqual([201, 401]);
  const recovery = (codigosDeRecuperacion[3] as string).toUpperCase().replaceAll('-', ' ');
  expect([(await login(ana, recovery)).status, (await login(ana, recovery)).status]).toEqual([201, 401]);
  const { rows } = await stack.pool.query<{ text: string }>(
    'SELECT u::text AS text FROM usuarios u WHERE id = $1',
    [ana.id],
  );
  expect(rows[0]?.text).not.toContain((URI.parse(uri) as TOTP).secret.base32);
  expect((await login({ ...ana, clave: 'no es su clave' }, codeOf(uri, 1))).body.type).toBe(
    '/problemas/inicio-invalido',
  );
});

test('however many guess at a second factor at once, no more than ten are looked at', async () => {
  const { session } = await withFactor(await people.registered());
  const guess = () =>
    stack.http.anonymous.post('/v1/sesiones/actual/segundo-factor', { codigo: '000000' }, bearer(session));
  const statuses = (await Promise.all(Array.from({ length: 40 }, guess))).map(({ status }) => status);
  expect([...new Set(statuses)].sort()).toEqual([401, 429]);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
});

test('a code of recovery does not set the second factor up, and is not used up by the attempt', async () => {
  const ana = await people.registered();
  const session = await people.session(ana);
  const { body } = await stack.http.anonymous.post<SegundoFactorNuevo>(FACTOR, undefined, bearer(session));
  const [recovery] = body.codigosDeRecuperacion as [string];
  const confirm = (codigo: string) =>
    stack.http.anonymous.post(`${FACTOR}/confirmacion`, { codigo }, bearer(session));
  expect((await confirm(recovery)).status).toBe(401);
  expect((await confirm(codeOf(body.uri))).status).toBe(204);
  expect((await login(ana, recovery)).status).toBe(201);
});

test('what somebody else opened with an e-mail before its owner showed that it is his is over then', async () => {
  const [confirmed, reset] = [await people.registered(), await people.registered()];
  const opened = [];
  for (const ana of [confirmed, reset]) {
    const { session } = await withFactor(ana);
    const key = { nombre: 'suya', rol: 'cliente', clienteId: ana.clienteId };
    const { body } = await stack.http.anonymous.post<{ clave: string }>('/v1/claves', key, bearer(session));
    expect(await people.opens(body.clave)).toBe(true);
    opened.push(session.acceso, body.clave);
  }
  const [mail] = await mailsTo(stack, confirmed.email);
  const confirmation = await stack.http.anonymous.post('/v1/usuarios/confirmacion', { token: tokenIn(mail) });
  const body = { token: await recoveryToken(reset), clave: PASSWORD };
  expect([confirmation.status, (await stack.http.anonymous.post('/v1/usuarios/clave', body)).status]).toEqual(
    [204, 204],
  );
  for (const credential of opened) expect(await people.opens(credential)).toBe(false);
  for (const ana of [confirmed, reset]) expect((await login(ana)).status).toBe(201);
});

test('where it is demanded, an operador may do nothing before his second factor is there', async () => {
  const ana = await people.registered({ roles: ['operador'] });
  const session = await people.session(ana);
  expect(session.segundoFactorPendiente).toBe(true);
  expect((await stack.http.anonymous.get('/v1/usuarios', bearer(session))).status).toBe(403);
  expect(session.usuario).toBeUndefined();
  const other = await people.session(ana);
  for (const path of ['/v1/usuarios/yo', '/v1/sesiones', `/v1/sesiones?usuarioId=${ana.id}`])
    expect([path, (await stack.http.anonymous.get(path, bearer(session))).status]).toEqual([path, 401]);
  expect((await stack.http.anonymous.delete(`/v1/sesiones/${other.sesionId}`, bearer(session))).status).toBe(
    404,
  );
  expect((await stack.http.anonymous.patch('/v1/usuarios/yo', { nombre: 'X' }, bearer(session))).status).toBe(
    401,
  );
  const { session: shown } = await withFactor(ana);
  const { body } = await stack.http.anonymous.post<SesionAbierta>('/v1/sesiones/refresco', {
    refresco: shown.refresco,
  });
  expect(body.segundoFactorPendiente).toBe(false);
  expect((await stack.http.anonymous.get('/v1/usuarios', bearer(body))).status).toBe(200);
  const still = await stack.http.anonymous.post<SesionAbierta>('/v1/sesiones/refresco', {
    refresco: session.refresco,
  });
  expect(still.body.segundoFactorPendiente).toBe(true);
});

test('a second factor is set up once, and taken away with a code', async () => {
  const ana = await people.registered();
  const { session, codigosDeRecuperacion } = await withFactor(ana);
  const again = await stack.http.anonymous.post(FACTOR, undefined, bearer(session));
  expect([again.status, again.body]).toMatchObject([409, { type: '/problemas/segundo-factor-activo' }]);
  const remove = (codigo: string) =>
    stack.http.anonymous.post(`${FACTOR}/retiro`, { codigo }, bearer(session));
  expect((await remove('123456')).status).toBe(401);
  expect((await remove(codigosDeRecuperacion[0] as string)).status).toBe(204);
  expect((await login(ana)).status).toBe(201);
});

test('a tracking page shows cities and estados, and nothing of anybody', async () => {
  const operador = await people.registered({ roles: ['operador'] });
  const { session } = await withFactor(operador);
  const { body: full } = await stack.http.anonymous.post<SesionAbierta>('/v1/sesiones/refresco', {
    refresco: session.refresco,
  });
  const as = bearer(full);
  const post = async <T>(path: string, body: object) =>
    (await stack.http.anonymous.post<T>(path, body, as)).body;
  const cliente = await post<{ id: string }>('/v1/clientes', { nombre: 'Zyx Café' });
  const transportista = await post<{ id: string }>('/v1/transportistas', {
    nombre: 'Zyx Rápidos',
    codigo: randomUUID(),
  });
  const place = { direccion: 'Jr. Zyx 1', ciudad: 'Lima', region: 'LIM', pais: 'PE' };
  const { codigo } = await post<{ codigo: string }>('/v1/envios', {
    ...{
      clienteId: cliente.id,
      transportistaId: transportista.id,
      referencia: 'zyx-77',
      bultos: 1,
      pesoG: 100,
    },
    ...{ destinatario: { nombre: 'Zyx Q.', telefono: '+51987654321' }, origen: place, destino: place },
  });
  const path = `/v1/envios/${codigo}/seguimiento`;
  const one = await post<{ id: string; token: string }>(path, {});
  const two = await post<{ id: string; token: string }>(path, {
    expiraEn: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const page = await stack.http.anonymous.get<Record<string, unknown>>(`/v1/seguimiento/${one.token}`);
  expect([page.status, page.body]).toMatchObject([
    200,
    { estado: 'registrado', destino: { ciudad: 'Lima', pais: 'PE' } },
  ]);
  expect(JSON.stringify(page.body)).not.toMatch(new RegExp(`zyx|${codigo}|98765|${cliente.id}`, 'i'));
  expect((await stack.http.anonymous.delete(`${path}/${one.id}`, as)).status).toBe(204);
  const read = async (token: string) => (await stack.http.anonymous.get(`/v1/seguimiento/${token}`)).status;
  expect([await read(one.token), await read(two.token), await read(codigo)]).toEqual([404, 200, 404]);
  await stack.pool.query('UPDATE seguimientos SET expira_en = now() WHERE id = $1', [two.id]);
  expect(await read(two.token)).toBe(404);
  const stranger = bearer(await people.session(await people.registered()));
  for (const answer of [
    await stack.http.anonymous.post(path, {}, stranger),
    await stack.http.anonymous.get(path, stranger),
  ])
    expect([answer.status, answer.body]).toMatchObject([404, { type: '/problemas/envio-desconocido' }]);
  expect((await stack.http.anonymous.get(path)).status).toBe(401);
});
