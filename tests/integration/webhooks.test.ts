import { randomUUID } from 'node:crypto';
import { Webhook as Verifier } from 'standardwebhooks';
import { CreateClaveCommand } from '../../src/commands/acceso/create-clave.command.js';
import { RevokeClaveCommand } from '../../src/commands/acceso/revoke-clave.command.js';
import { ChangeWebhookCommand } from '../../src/commands/webhooks/change-webhook.command.js';
import { CreateWebhookCommand } from '../../src/commands/webhooks/create-webhook.command.js';
import type { ClaveCreada } from '../../src/modules/acceso/claves/clave.dto.js';
import type { EnvioCreado } from '../../src/modules/envios/envio-creado.dto.js';
import type { Evento } from '../../src/modules/eventos/evento.dto.js';
import type { Intento, Webhook, WebhookCreado } from '../../src/modules/webhooks/webhook.dto.js';
import { contextOfActor } from '../../src/platform/access/request-context.js';
import { GetWebhookQuery } from '../../src/queries/webhooks/get-webhook.query.js';
import { ListWebhooksQuery } from '../../src/queries/webhooks/list-webhooks.query.js';
import { mailsTo } from '../support/mailbox.js';
import { People } from '../support/people.js';
import { poll } from '../support/poll.js';
import { Receiver, redirects, resets } from '../support/receiver.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf } from '../support/tenants.js';

const ADMIN = contextOfActor(actorOf('administrador', {}, randomUUID()));

let stack: Stack;
let people: People;
const receivers: Receiver[] = [];
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_WEBHOOKS_PERMITIDOS: '127.0.0.0/8' } });
  people = new People(stack);
});
afterEach(async () => {
  await stack.pool.query('DELETE FROM webhooks');
  await stack.pool.query('DELETE FROM encargos');
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});
afterAll(() => stack.close());

async function receiver(): Promise<Receiver> {
  const made = await Receiver.start();
  receivers.push(made);
  return made;
}

async function webhook(url: string, fields: object = {}): Promise<WebhookCreado> {
  const input = { url, tipos: ['pe.trazo.envio.*'], ...fields };
  const { status, body } = await stack.http.post<WebhookCreado>('/v1/webhooks', input);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

/** One of whoever has this context. */
const webhookOf = (context: typeof ADMIN, url: string) =>
  people.run<WebhookCreado>(new CreateWebhookCommand({ url, tipos: ['pe.trazo.*'], activo: true }, context));

const read = async (id: string) => (await stack.http.get<Webhook>(`/v1/webhooks/${id}`)).body;
const intentos = async (id: string, filter = '') =>
  (await stack.http.get<{ datos: Intento[] }>(`/v1/webhooks/${id}/intentos?limit=200${filter}`)).body.datos;

/** What waits for its next try is tried now. */
const hurry = () => stack.pool.query('UPDATE encargos SET disponible_en = now()');

const until = (what: string, holds: () => boolean) => poll(what, () => Promise.resolve(holds()));

describe('a webhook', () => {
  it('is sent what the feed shows, with the same id, so that the official verifier takes it', async () => {
    const to = await receiver();
    const { secreto } = await webhook(to.url);
    const { codigo } = await stack.given.envio();
    await stack.given.applied([stack.given.traza(codigo, { lugar: 'Ayacucho' })]);
    const mine = () => to.events().filter(({ subject }) => subject === codigo);
    await until('both events', () => mine().length === 2);
    const { body } = await stack.http.get<Evento[]>('/v1/eventos?limit=1000');
    expect(mine()).toEqual(body.filter(({ subject }) => subject === codigo));
    for (const { body: text, headers } of to.got) {
      expect(headers['webhook-id']).toBe((JSON.parse(text) as Evento).id);
      expect(new Verifier(secreto).verify(text, headers as never)).toEqual(JSON.parse(text));
      expect(() => new Verifier(secreto).verify(`${text} `, headers as never)).toThrow(
        'No matching signature',
      );
    }
  });

  it('keeps its secret encrypted and shows it once, also to who repeats his request', async () => {
    const input = { url: 'https://tienda.example/avisos', tipos: ['pe.trazo.*'] };
    const create = () =>
      stack.http.post<WebhookCreado>('/v1/webhooks', input, { 'idempotency-key': '"una"' });
    const first = await create();
    expect(first.body.secreto).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await create()).body).toMatchObject({ type: '/problemas/secreto-ya-entregado' });
    expect(await read(first.body.id)).not.toHaveProperty('secreto');
    const plain = Buffer.from(first.body.secreto.slice(6), 'base64');
    const { rows } = await stack.pool.query<{ secreto: Buffer }>('SELECT secreto FROM webhook_secretos');
    expect(rows.some(({ secreto }) => secreto.includes(plain))).toBe(false);
  });

  it('signs with both secrets while one replaces the other', async () => {
    const to = await receiver();
    const { id, secreto } = await webhook(to.url);
    const { body } = await stack.http.post<WebhookCreado>(`/v1/webhooks/${id}/rotacion`, {});
    await stack.http.post(`/v1/webhooks/${id}/prueba`, undefined);
    const [{ body: text, headers }] = to.got as [(typeof to.got)[0]];
    for (const each of [secreto, body.secreto])
      expect(new Verifier(each).verify(text, headers as never)).toBeTruthy();
    await stack.pool.query(`UPDATE webhook_secretos SET vence_en = now() WHERE vence_en IS NOT NULL`);
    await stack.http.post(`/v1/webhooks/${id}/prueba`, undefined);
    expect(() => new Verifier(secreto).verify(to.got[1]!.body, to.got[1]!.headers as never)).toThrow();
  });

  it('is tried now, and what became of it is answered', async () => {
    const to = await receiver();
    const { id } = await webhook(to.url, { activo: false });
    to.answer = (_, response) => response.writeHead(418).end();
    const { body } = await stack.http.post<Intento>(`/v1/webhooks/${id}/prueba`, undefined);
    expect(body).toMatchObject({
      respuesta: 418,
      error: 'respondió 418',
      tipo: 'pe.trazo.webhook.prueba.v1',
    });
    expect(await intentos(id)).toEqual([body]);
    await to.close();
    const { body: refused } = await stack.http.post<Intento>(`/v1/webhooks/${id}/prueba`, undefined);
    expect(refused).toMatchObject({ respuesta: null, error: 'nadie escucha ahí' });
  });

  it('gets only the types that it wants, and nothing while it is off', async () => {
    const [to, other] = [await receiver(), await receiver()];
    const { id } = await webhook(to.url, { tipos: ['pe.trazo.envio.estado-cambiado.v1'] });
    await webhook(other.url);
    const { codigo } = await stack.given.envio();
    await stack.given.applied([stack.given.traza(codigo)]);
    await until('the change', () => to.got.length === 1);
    expect(to.events()[0]).toMatchObject({ type: 'pe.trazo.envio.estado-cambiado.v1', subject: codigo });
    await stack.http.patch(`/v1/webhooks/${id}`, { activo: false });
    await stack.given.applied([stack.given.traza(codigo, { tipo: 'entregado' })]);
    await until('the other one to have all', () => other.got.length === 3);
    expect(to.got).toHaveLength(1);
  });

  it('is changed only as it was seen, and deleted with its deliveries', async () => {
    const { id } = await webhook('https://tienda.example/');
    const seen = await stack.http.get<Webhook>(`/v1/webhooks/${id}`);
    const change = (fields: object) =>
      stack.http.patch(`/v1/webhooks/${id}`, fields, { 'if-match': seen.headers.get('etag') ?? '' });
    expect((await change({ descripcion: 'avisos' })).status).toBe(200);
    expect((await change({ descripcion: 'otros' })).status).toBe(412);
    expect(await read(id)).toMatchObject({ descripcion: 'avisos', version: 2 });
    expect((await stack.http.delete(`/v1/webhooks/${id}`)).status).toBe(204);
    expect((await stack.http.get(`/v1/webhooks/${id}`)).status).toBe(404);
  });
});

describe('a delivery that does not get through', () => {
  it('is tried again with the same id, and what is behind it of the same envío waits; that of others does not', async () => {
    const to = await receiver();
    const { id } = await webhook(to.url);
    const [late, other] = (await stack.given.envios(2)) as [EnvioCreado, EnvioCreado];
    await until('both creations', () => to.got.length === 2);
    const isLate = (body: string) => (JSON.parse(body) as Evento).subject === late.codigo;
    to.answer = ({ body }, response) => response.writeHead(isLate(body) ? 500 : 204).end();
    await stack.given.applied([stack.given.traza(late.codigo, { tipo: 'recogido' })]);
    await poll('the first failure', async () => (await read(id)).fallaDesde !== null);
    await stack.given.applied([stack.given.traza(late.codigo), stack.given.traza(other.codigo)]);
    await until('that of the other', () => to.got.length === 4);
    expect(isLate(to.got[3]!.body)).toBe(false);
    expect((await intentos(id, '&resultado=fallido')).map(({ respuesta }) => respuesta)).toEqual([500]);
    to.answer = (_, response) => response.writeHead(200).end('ok');
    await hurry();
    await until('all of them', () => to.got.length === 6);
    const states = to.events().filter(({ subject }) => subject === late.codigo);
    expect(states.map(({ data }) => data['estado'])).toEqual([
      'registrado',
      'recogido',
      'recogido',
      'en_transito',
    ]);
    expect(states[1]!.id).toBe(states[2]!.id);
    await poll('it not to fail any more', async () => (await read(id)).fallaDesde === null);
  });

  it('waits as long as the receiver asks', async () => {
    const to = await receiver();
    await webhook(to.url);
    to.answer = (_, response) => response.writeHead(429, { 'retry-after': '7200' }).end();
    await stack.given.envio();
    await poll('the pause', async () => {
      const { rows } = await stack.pool.query<{ s: number }>(
        `SELECT extract(epoch FROM disponible_en - now())::float8 AS s FROM encargos WHERE estado = 'pendiente'`,
      );
      return (rows[0]?.s ?? 0) > 7_000;
    });
  });

  it.each([
    ['a redirect', redirects, 307],
    ['a reset', resets, null],
  ])('%s is none, and is not followed', async (_, answer, status) => {
    const to = await receiver();
    const { id } = await webhook(to.url);
    to.answer = answer;
    const { body } = await stack.http.post<Intento>(`/v1/webhooks/${id}/prueba`, undefined);
    expect(body.respuesta).toBe(status);
    expect(body.error).not.toBeNull();
    expect(to.got).toHaveLength(1);
  });

  it('with 410 turns the webhook off; so do days without any, and its owner gets a mail', async () => {
    const to = await receiver();
    const gone = await webhook(to.url);
    to.answer = (_, response) => response.writeHead(410).end();
    await stack.given.envio();
    await poll('it to be off', async () => (await read(gone.id)).razon === 'respondio-410');
    const owner = await people.registered({ roles: ['operador'] });
    await stack.pool.query('UPDATE usuarios SET email_verificado = true WHERE id = $1', [owner.id]);
    const mine = await people.context((await people.session(owner)).acceso);
    const dead = await webhookOf(mine, to.url);
    await stack.pool.query(`UPDATE webhooks SET falla_desde = now() - interval '6 days' WHERE id = $1`, [
      dead.id,
    ]);
    to.answer = (_, response) => response.writeHead(500).end();
    await stack.given.envio();
    await poll('it to be off', async () => (await read(dead.id)).razon === 'sin-respuesta');
    const mail = await poll('the mail', async () =>
      (await mailsTo(stack, owner.email)).find((text) => text.includes(dead.id)),
    );
    expect(mail).toContain('nada llegó a él en cinco días');
    const on = await people.run<Webhook>(new ChangeWebhookCommand(dead.id, { activo: true }, mine));
    expect(on).toMatchObject({ activo: true, razon: null, fallaDesde: null });
  });
});

test('what happened is sent once more, with the same ids, from an event or an instant on', async () => {
  const to = await receiver();
  const { id } = await webhook(to.url);
  const envios = await stack.given.envios(3);
  await until('all of them', () => to.got.length === 3);
  const { body: feed } = await stack.http.get<Evento[]>('/v1/eventos?limit=1000');
  const events = feed.filter(({ subject }) => envios.some(({ codigo }) => codigo === subject));
  const again = await stack.http.post(`/v1/webhooks/${id}/reenvio`, { desde: events[0]!.id });
  expect(again).toMatchObject({ status: 202 });
  await until('the two behind it', () => to.got.length === 5);
  expect(
    new Set(
      to
        .events()
        .slice(3)
        .map((event) => event.id),
    ),
  ).toEqual(new Set(events.slice(1).map((event) => event.id)));
  const instant = new Date(Date.now() - 3_600_000).toISOString();
  await stack.http.post(`/v1/webhooks/${id}/reenvio`, { desde: instant });
  const codes = envios.map(({ codigo }) => codigo);
  const seen = () =>
    to
      .events()
      .slice(5)
      .filter(({ subject }) => codes.includes(subject));
  await until('all of them again', () => seen().length === 3);
  expect((await stack.http.post(`/v1/webhooks/${id}/reenvio`, { desde: 'ayer' })).status).toBe(400);
});

describe('whoever makes a webhook', () => {
  const key = (clienteId: string) =>
    people.run<ClaveCreada>(new CreateClaveCommand({ nombre: 'tienda', rol: 'cliente', clienteId }, ADMIN));

  it('hears of what is his alone, and of nothing when his key is revoked', async () => {
    const [to, all] = [await receiver(), await receiver()];
    await webhook(all.url);
    const clienteId = (await stack.given.cliente()).id;
    const { id, clave } = await key(clienteId);
    const context = await people.context(clave);
    const made = await webhookOf(context, to.url);
    const mine = await stack.given.envio({ clienteId });
    await stack.given.envio();
    await until('all to have both', () => all.got.length === 2);
    await until('his', () => to.got.length === 1);
    expect(to.events()[0]!.subject).toBe(mine.codigo);
    await people.run(new RevokeClaveCommand(id, ADMIN));
    await stack.given.envio({ clienteId });
    await poll('it to be off', async () => (await read(made.id)).razon === 'sin-derechos');
    await until('all to have it', () => all.got.length === 3);
    expect(to.got).toHaveLength(1);
  });

  it('hears no more of what was his and is not', async () => {
    const to = await receiver();
    const clienteId = (await stack.given.cliente()).id;
    const owner = await people.registered();
    await stack.pool.query('UPDATE usuarios SET cliente_id = $2 WHERE id = $1', [owner.id, clienteId]);
    const context = await people.context((await people.session(owner)).acceso);
    await webhookOf(context, to.url);
    to.answer = (_, response) => response.writeHead(500).end();
    await stack.given.envio({ clienteId });
    await until('the failure', () => to.got.length === 1);
    await stack.pool.query('UPDATE usuarios SET cliente_id = NULL WHERE id = $1', [owner.id]);
    await poll('the errand to be done with', async () => {
      await hurry();
      const { rows } = await stack.pool.query<{ estado: string }>('SELECT estado FROM encargos');
      return rows.length > 0 && rows.every(({ estado }) => estado === 'hecho');
    });
    expect(to.got).toHaveLength(1);
  });

  it('sees those of his own cliente, and not that there are others', async () => {
    const clientes = [await stack.given.cliente(), await stack.given.cliente()] as const;
    const [a, b] = await Promise.all(clientes.map(async ({ id }) => people.context((await key(id)).clave)));
    const colleague = await people.context((await key(clientes[0].id)).clave);
    const { id } = await webhookOf(a!, 'https://tienda.example/');
    const list = async (context: typeof ADMIN) =>
      (await people.ask<{ datos: Webhook[] }>(new ListWebhooksQuery({ limit: 50 }, context))).datos;
    expect((await list(colleague)).map((each) => each.id)).toEqual([id]);
    expect(await list(b!)).toEqual([]);
    await expect(people.ask(new GetWebhookQuery(id, b!))).rejects.toMatchObject({
      code: 'recurso-desconocido',
    });
    await expect(people.run(new ChangeWebhookCommand(id, { activo: false }, b!))).rejects.toMatchObject({
      code: 'recurso-desconocido',
    });
  });
});

test('one that is nobody’s is not found, and what makes no sense is refused with a pointer', async () => {
  expect((await stack.http.get(`/v1/webhooks/${randomUUID()}`)).status).toBe(404);
  for (const tipos of [[], ['pe.trazo.nada.v1'], 'pe.trazo.*', [7]]) {
    const answer = await stack.http.post('/v1/webhooks', { url: 'https://tienda.example/', tipos });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/tipos' }] } });
  }
});
