import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { answersAs } from '../support/api-description.js';
import { Consumer } from '../support/consumer.js';
import { LiveEvents } from '../support/live-events.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const CORREGIDO = 'pe.trazo.envio.corregido.v1';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const correct = (codigo: string, body: unknown) =>
  stack.http.patch<EnvioDetalle>(`/v1/envios/${codigo}`, body);
async function consumer(query = ''): Promise<Consumer> {
  const one = new Consumer(stack.http, `?desde=ahora${query}`);
  await one.next();
  return one;
}

test('finding 40: a correction is an event of its own in the feed, in its place, without what was corrected', async () => {
  const feed = await consumer();
  const mine = await stack.given.cliente();
  const transportista = await stack.given.transportista();
  const { codigo, id } = await stack.given.envio({ clienteId: mine.id, transportistaId: transportista.id });
  const ownFeed = await consumer(`&cliente=${mine.id}`);
  const strangersFeed = await consumer(`&cliente=${(await stack.given.cliente()).id}`);
  const correctedFeed = await consumer(`&tipo=${CORREGIDO}`);
  const body = {
    destinatario: { nombre: 'Zenobia Quispe', telefono: '+51911222333', email: 'zenobia@correo.pe' },
    destino: { direccion: 'Calle Secreta 5' },
  };
  expect(await correct(codigo, body)).toMatchObject({ status: 200 });
  expect(await correct(codigo, body)).toMatchObject({ status: 200 });
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'recogido' })]);
  for (const each of [feed, ownFeed, strangersFeed, correctedFeed]) await each.catchUp();
  const kinds = ({ seen }: Consumer) => seen.map(({ type }) => type.split('.').at(-2));
  expect(kinds(feed)).toEqual(['creado', 'corregido', 'estado-cambiado']);
  expect(kinds(ownFeed)).toEqual(['corregido', 'estado-cambiado']);
  expect(kinds(strangersFeed)).toEqual([]);
  expect(kinds(correctedFeed)).toEqual(['corregido']);
  const told = feed.seen[1]!;
  (await answersAs(stack.http))('Evento', told);
  expect(told).toMatchObject({
    specversion: '1.0',
    source: '/v1/eventos',
    subject: codigo,
    data: {
      id,
      codigo,
      clienteId: mine.id,
      transportistaId: transportista.id,
      campos: ['destinatario.nombre', 'destinatario.telefono', 'destinatario.email', 'destino.direccion'],
    },
  });
  expect(JSON.stringify(feed.seen)).not.toMatch(/Zenobia|911222333|zenobia@|Secreta/u);
  const { rows } = await stack.pool.query<{ row: string }>(
    'SELECT b::text AS row FROM bitacora b WHERE hecho_id IS NOT NULL',
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]!.row).not.toMatch(/Zenobia|911222333|zenobia@|Secreta/u);
});

test('finding 40: a correction that is refused is no event', async () => {
  const { codigo } = await stack.given.envio();
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'recogido' })]);
  const feed = await consumer(`&tipo=${CORREGIDO}`);
  expect(await correct(codigo, { destino: { direccion: 'Otra 1' } })).toMatchObject({ status: 409 });
  await feed.catchUp();
  expect(feed.seen).toEqual([]);
});

test('finding 40: whoever follows an envío hears of its corrections, also of one that was missed', async () => {
  const [{ codigo }, other] = (await stack.given.envios(2)) as [EnvioDetalle, EnvioDetalle];
  const url = `${stack.http.url}/v1/envios/${codigo}/eventos`;
  const corrections = ({ events }: LiveEvents) => events.filter(({ type }) => type === CORREGIDO);
  const first = await LiveEvents.open(url);
  await correct(other.codigo, { destino: { direccion: 'Ajena 1' } });
  await correct(codigo, { destino: { direccion: 'Nueva 1' } });
  await poll('the correction', async () => corrections(first).length > 0);
  const { lastId } = first;
  first.close();
  await correct(codigo, { destino: { ciudad: 'Calca' } });
  const again = await LiveEvents.open(url, lastId);
  await poll('the correction in between', async () =>
    corrections(again).some(({ data }) => data.campos?.includes('destino.ciudad')),
  );
  again.close();
  expect(corrections(first)).toMatchObject([{ subject: codigo, data: { campos: ['destino.direccion'] } }]);
  expect(corrections(again).at(-1)).toMatchObject({ subject: codigo, data: { campos: ['destino.ciudad'] } });
});
