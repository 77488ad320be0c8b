import { CommandBus } from '@nestjs/cqrs';
import { HOUSE_NAME } from '../../tools/runtime/house-key.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { EnvioDetalle, PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import type { KpiResumen } from '../../src/modules/kpis/kpi.dto.js';
import { answersAs } from '../support/api-description.js';
import { LiveEvents } from '../support/live-events.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } })));
afterAll(() => stack.close());

const refresh = () => stack.get(CommandBus).execute(new RefreshReadModelsCommand());
const correct = (codigo: string, body: unknown, headers = {}) =>
  stack.http.patch<EnvioDetalle>(`/v1/envios/${codigo}`, body, headers);
const listed = async (query: string) =>
  (await stack.http.get<PaginaEnvios>(`/v1/envios?${query}`)).body.datos.map(({ codigo }) => codigo);
const moved = (codigo: string, tipo: string) => stack.given.applied([stack.given.traza(codigo, { tipo })]);

const CHANGE = {
  destinatario: { nombre: 'Zenobia Quispe', telefono: null },
  destino: { direccion: 'Calle Nueva 5', ciudad: 'Ayaviri', region: 'PUN', lat: null, lon: null },
  fechaEstimada: '2026-12-24T12:00:00.9999-05:00',
};
const FIELDS = [
  'destinatario.nombre',
  'destinatario.telefono',
  'destino.direccion',
  'destino.ciudad',
  'destino.region',
  'destino.lat',
  'destino.lon',
  'fechaEstimada',
];

test.each(['delta', 'base'])(
  'finding 40: an envío is corrected before it leaves, as a fact of its history, and all that reads it agrees (%s)',
  async (source) => {
    const { codigo } = await stack.given.envio();
    if (source === 'base') await refresh();
    const live = await LiveEvents.open(`${stack.http.url}/v1/envios/${codigo}/eventos`);
    const before = await stack.given.detalle(codigo);
    const { status, body } = await correct(codigo, CHANGE);
    expect(status).toBe(200);
    (await answersAs(stack.http))('EnvioDetalle', body);
    expect(body).toMatchObject({
      estado: 'registrado',
      totalTrazas: 1,
      destinatario: { nombre: 'Zenobia Quispe', telefono: null, email: null },
      origen: before.origen,
      destino: { ...before.destino, ...CHANGE.destino },
      fechaEstimada: '2026-12-24T17:00:00.999Z',
      historial: [{ tipo: 'nota', datos: { correccion: FIELDS, por: HOUSE_NAME }, anomala: false }],
    });
    expect(await stack.given.detalle(codigo)).toEqual(body);
    await poll('the live event', async () => live.events.some(({ type }) => type.endsWith('actualizado.v1')));
    const told = await poll('the correction', async () =>
      live.events.find(({ type }) => type === 'pe.trazo.envio.corregido.v1'),
    );
    expect(told).toMatchObject({ subject: codigo, data: { codigo, campos: FIELDS } });
    live.close();
    for (const found of [
      'q=zenobia',
      'q=zenovia%20quispe',
      'q=ayaviri',
      'region=PUN',
      `codigo=${codigo}&region=PUN`,
    ])
      expect(await listed(found)).toContain(codigo);
    for (const gone of [`codigo=${codigo}&region=CUS`, `codigo=${codigo}&q=cusco`])
      expect(await listed(gone)).toEqual([]);
    await refresh();
    expect(await stack.given.detalle(codigo)).toEqual({ ...body, fuente: 'base' });
    expect(await listed('region=PUN')).toContain(codigo);
  },
);

test('finding 40: figures follow a corrected region and promise', async () => {
  const { codigo } = await stack.given.envio({ fechaEstimada: '2026-11-01T00:00:00Z' });
  const late = async (region: string) =>
    (await stack.http.get<KpiResumen>(`/v1/kpis/resumen?region=${region}`)).body.atrasados;
  await refresh();
  expect([await late('CUS'), await late('MOQ')]).toEqual([1, 0]);
  await correct(codigo, { destino: { region: 'MOQ' } });
  await refresh();
  expect([await late('CUS'), await late('MOQ')]).toEqual([0, 1]);
  await correct(codigo, { fechaEstimada: '2099-01-01T00:00:00Z' });
  await refresh();
  expect([await late('CUS'), await late('MOQ')]).toEqual([0, 0]);
});

test('finding 40: what corrects nothing leaves no trace, and keeps its tag', async () => {
  const { codigo } = await stack.given.envio();
  const before = await stack.http.get<EnvioDetalle>(`/v1/envios/${codigo}`);
  const same = {
    destinatario: { telefono: '+51987654321', email: null },
    destino: { lat: -13.52, lon: -71.97 },
  };
  for (const body of [{}, { destino: {} }, { fechaEstimada: null }, same]) {
    const answer = await correct(codigo, body);
    expect(answer).toMatchObject({ status: 200, body: before.body });
    expect(answer.headers.get('etag')).toBe(before.headers.get('etag'));
  }
});

test('finding 40: only what the caller has seen is corrected; a traza in between is no correction', async () => {
  const { codigo } = await stack.given.envio();
  const first = await stack.http.get(`/v1/envios/${codigo}`, { 'accept-encoding': 'gzip' });
  const etag = first.headers.get('etag')!;
  await moved(codigo, 'nota');
  const change = (ciudad: string, tag: string) =>
    correct(codigo, { destino: { ciudad } }, { 'if-match': tag });
  const answer = await change('Pisac', etag);
  expect(answer).toMatchObject({ status: 200, body: { destino: { ciudad: 'Pisac' } } });
  expect(await change('Calca', etag)).toMatchObject({
    status: 412,
    body: { type: '/problemas/version-distinta' },
  });
  expect(await change('Calca', answer.headers.get('etag')!)).toMatchObject({ status: 200 });
  expect((await stack.given.detalle(codigo)).destino.ciudad).toBe('Calca');
});

test.each(['recogido', 'en_reparto', 'cancelado'])(
  'finding 40: an envío that is %s stays as it is',
  async (estado) => {
    const { codigo } = await stack.given.envio();
    await moved(codigo, estado);
    const before = await stack.given.detalle(codigo);
    const { status, body } = await correct(codigo, CHANGE);
    expect([status, body]).toMatchObject([409, { type: '/problemas/envio-no-corregible' }]);
    expect(await stack.given.detalle(codigo)).toEqual(before);
  },
);

test.each([
  [{ destinatario: null }, '#/destinatario'],
  [{ destinatario: { nombre: null } }, '#/destinatario/nombre'],
  [{ destino: { ciudad: null } }, '#/destino/ciudad'],
  [{ destino: { pais: 'Peru' } }, '#/destino/pais'],
  [{ destino: { lat: 1 } }, '#/destino/lat'],
  [{ destino: { lat: null } }, '#/destino'],
  [{ fechaEstimada: 'pronto' }, '#/fechaEstimada'],
  [{ referencia: 'otra' }, '#/referencia'],
  [[], '#'],
])('finding 40: %j is 400 and corrects nothing', async (body, pointer) => {
  const { codigo } = await stack.given.envio();
  expect(await correct(codigo, body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  expect((await stack.given.detalle(codigo)).historial).toEqual([]);
});

test('finding 40: a code that no envío has', async () => {
  const [codigo] = await stack.given.codigos(1);
  expect(await correct(codigo!, {})).toMatchObject({
    status: 404,
    body: { type: '/problemas/envio-desconocido' },
  });
});

test('finding 40: beside a traza that takes it away, it is corrected before, or not at all', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { codigo } = await stack.given.envio();
    const holder = await stack.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM codigos_envio WHERE codigo = $1 FOR UPDATE', [codigo]);
    const order = [() => correct(codigo, CHANGE), () => moved(codigo, 'en_reparto')];
    if (round % 2) order.reverse();
    const waiting = async (count: number) =>
      poll(`${count} to wait for the envío`, async () => {
        const { rows } = await stack.pool.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'`,
        );
        return rows[0]!.count >= count;
      });
    const first = order[0]!();
    await waiting(1);
    const second = order[1]!();
    await waiting(2);
    await holder.query('COMMIT');
    holder.release();
    const answers = await Promise.all([first, second]);
    const { status } = answers.find((answer) => 'status' in answer) as { status: number };
    const { estado, destino, historial } = await stack.given.detalle(codigo);
    // Who waits first comes first.
    const corrected = round % 2 === 0;
    expect([status, estado]).toEqual([corrected ? 200 : 409, 'en_reparto']);
    expect(destino.ciudad).toBe(corrected ? 'Ayaviri' : 'Cusco');
    expect(historial.map(({ tipo }) => tipo).sort()).toEqual(
      corrected ? ['en_reparto', 'nota'] : ['en_reparto'],
    );
  }
});
