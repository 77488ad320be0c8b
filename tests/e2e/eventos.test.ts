import { randomUUID } from 'node:crypto';
import type { Evento } from '../../src/modules/eventos/evento.dto.js';
import { answersAs } from '../support/api-description.js';
import { Consumer } from '../support/consumer.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

/** A consumer that begins behind what there is. */
async function consumer(query = ''): Promise<Consumer> {
  const one = new Consumer(stack.http, `?desde=ahora${query}`);
  await one.next();
  return one;
}
const types = ({ seen }: Consumer) => seen.map(({ type }) => type.split('.').at(-2));

test('finding 40: an event says who carries the envío, and when and where what moved it happened', async () => {
  const feed = await consumer('&tipo=pe.trazo.envio.*');
  const transportista = await stack.given.transportista();
  const { codigo } = await stack.given.envio({ transportistaId: transportista.id });
  const centro = await stack.http.post<{ id: string }>('/v1/centros', {
    ...{ nombre: 'Centro Lima Norte', codigo: randomUUID(), ciudad: 'Lima', region: 'LIM', pais: 'PE' },
    ...{ lat: -11.99, lon: -77.06 },
  });
  const ocurridoEn = new Date().toISOString();
  const later = new Date(Date.parse(ocurridoEn) + 1_000).toISOString();
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'recogido', lugar: 'Ayacucho', ocurridoEn })]);
  await stack.given.applied([
    stack.given.traza(codigo, { tipo: 'en_reparto', centroId: centro.body.id, ocurridoEn: later }),
  ]);
  await feed.catchUp();
  expect(feed.seen.map(({ data }) => data)).toMatchObject([
    { codigo, transportistaId: transportista.id, ocurridoEn: null, lugar: null },
    { codigo, transportistaId: transportista.id, ocurridoEn, lugar: 'Ayacucho' },
    { codigo, transportistaId: transportista.id, ocurridoEn: later, lugar: 'Centro Lima Norte' },
  ]);
});

test('the life of an envío is told as CloudEvents, and nothing else is', async () => {
  const feed = await consumer();
  const cliente = await stack.given.cliente();
  const { codigo, id } = await stack.given.envio({ clienteId: cliente.id });
  for (const fields of [
    { tipo: 'recogido' },
    { tipo: 'posicion' },
    { tipo: 'intento_fallido', motivo: 'destinatario_ausente' },
    { tipo: 'intento_fallido', motivo: 'clima' },
    { tipo: 'intento_fallido', motivo: 'clima' },
  ])
    await stack.given.applied([stack.given.traza(codigo, fields)]);
  await stack.http.post(`/v1/envios/${codigo}/cancelacion`, {});
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'entregado' })]);
  await feed.catchUp();

  const data = { id, codigo, clienteId: cliente.id };
  const change = (
    estado: string,
    motivo: string | null,
    estadoAnterior: string | null,
    motivoAnterior: string | null,
  ) => ({
    specversion: '1.0',
    source: '/v1/eventos',
    type: `pe.trazo.envio.${estadoAnterior ? 'estado-cambiado' : 'creado'}.v1`,
    subject: codigo,
    datacontenttype: 'application/json',
    data: { ...data, estado, motivo, estadoAnterior, motivoAnterior },
  });
  expect(feed.seen).toMatchObject([
    change('registrado', null, null, null),
    change('recogido', null, 'registrado', null),
    change('intento_fallido', 'destinatario_ausente', 'recogido', null),
    change('intento_fallido', 'clima', 'intento_fallido', 'destinatario_ausente'),
    change('cancelado', null, 'intento_fallido', 'clima'),
  ]);
  expect(new Set(feed.seen.map(({ id: own }) => own)).size).toBe(5);
  const answers = await answersAs(stack.http);
  for (const evento of feed.seen) {
    answers('Evento', evento);
    expect(Math.abs(Date.parse(evento.time) - Date.now())).toBeLessThan(60_000);
  }
});

test('a batch of 500 is told whole, page by page', async () => {
  const feed = await consumer('&limit=37');
  const envios = await stack.given.envios(500);
  await stack.given.applied(envios.map(({ codigo }) => stack.given.traza(codigo, { tipo: 'recogido' })));
  await feed.catchUp();
  expect(feed.seen.map(({ subject }) => subject).sort()).toEqual(
    envios.flatMap(({ codigo }) => [codigo, codigo]).sort(),
  );
  expect(new Set(types(feed).slice(0, 500))).toEqual(new Set(['creado']));
});

test('the answer is a batch, with where it goes on', async () => {
  const feed = await consumer();
  const { headers, body } = await stack.http.get(feed.url);
  expect(headers.get('content-type')).toBe('application/cloudevents-batch+json; charset=utf-8');
  expect([body, headers.get('trazo-al-dia')]).toEqual([[], 'si']);
});

test('the id of an event is the cursor of what comes behind it', async () => {
  const feed = await consumer();
  await stack.given.envios(3);
  await feed.catchUp();
  const [first, ...rest] = feed.seen;
  const { body } = await stack.http.get(`/v1/eventos?cursor=${first!.id}`);
  expect(body).toEqual(rest);
});

test('by type and by cliente', async () => {
  const [created, moved, own] = await Promise.all([
    consumer('&tipo=pe.trazo.envio.creado.v1'),
    consumer('&tipo=pe.trazo.envio.estado-cambiado.v1'),
    stack.given.cliente().then(async ({ id }) => ({ id, feed: await consumer(`&cliente=${id}`) })),
  ]);
  const mine = await stack.given.envio({ clienteId: own.id });
  const { codigo } = await stack.given.envio();
  await stack.given.applied([stack.given.traza(codigo)]);
  for (const feed of [created, moved, own.feed]) await feed.catchUp();
  expect([types(created), types(moved), types(own.feed)]).toEqual([
    ['creado', 'creado'],
    ['estado-cambiado'],
    ['creado'],
  ]);
  expect(own.feed.seen[0]!.subject).toBe(mine.codigo);
});

test('esperar answers with the commit, or empty when the time is over', async () => {
  // `desde=ahora` waits as well: nothing has come. And for the second nothing ever comes: its time will be over first.
  const [feed, idle] = await Promise.all([
    consumer('&esperar=10s'),
    consumer(`&esperar=10s&cliente=${randomUUID()}`),
  ]);
  const over = idle.next().then(() => 'over');
  const waiting = feed.next().then(() => 'told');
  const { codigo } = await stack.given.envio();
  expect(await Promise.race([over, waiting])).toBe('told');
  expect(feed.seen.map(({ subject }) => subject)).toEqual([codigo]);
  feed.url = feed.url.replace('esperar=10s', 'esperar=150ms');
  expect(await feed.next()).toBe(true);
  expect(feed.seen).toHaveLength(1);
});

test.each([
  ['limit=0', '#/limit'],
  ['limit=1001', '#/limit'],
  ['limit=x', '#/limit'],
  ['tipo=otro', '#/tipo'],
  ['tipo=pe.trazo.envio.actualizado.v1', '#/tipo'],
  ['cliente=7', '#/cliente'],
  ['desde=ayer', '#/desde'],
  ['esperar=2m', '#/esperar'],
  ['cursor=abc', '#/cursor'],
  ['estado=entregado', '#/estado'],
])('GET /v1/eventos?%s is 400', async (query, pointer) => {
  expect(await stack.http.get(`/v1/eventos?${query}`)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer }] },
  });
});

test('a cursor that was altered, of another list, or of another database is 400', async () => {
  const { body } = await stack.http.get<Evento[]>('/v1/eventos?limit=1');
  const { id } = body[0]!;
  const altered = Buffer.from(Buffer.from(id, 'base64url').toString().replace('[1,', '[2,')).toString(
    'base64url',
  );
  expect(altered).not.toBe(id);
  const list = await stack.http.get<{ siguiente: string }>('/v1/envios?limit=1');
  const other = await startStack({ worker: false });
  await other.given.envio();
  const far = new Consumer(stack.http, '');
  await far.catchUp();
  const statuses = await Promise.all([
    stack.http.get(`/v1/eventos?cursor=${altered}`),
    stack.http.get(`/v1/eventos?cursor=${list.body.siguiente}`),
    other.http.get(far.url),
  ]);
  await other.close();
  expect(statuses.map(({ status, body }) => [status, body])).toMatchObject(
    statuses.map(() => [400, { errors: [{ pointer: '#/cursor', code: 'cursor' }] }]),
  );
});
