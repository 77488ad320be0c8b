import { CommandBus } from '@nestjs/cqrs';
import { readFileSync } from 'node:fs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { EnvioCreado } from '../../src/modules/envios/envio-creado.dto.js';
import type { PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } });
});
afterAll(() => stack.close());

const refresh = () => stack.get(CommandBus).execute(new RefreshReadModelsCommand());
const create = async (fields: object) =>
  stack.http.post<EnvioCreado>('/v1/envios', await stack.given.envioBody({ ...fields }));
const invalid = (pointer: string, code: string) => ({
  status: 400,
  body: { type: '/problemas/validacion', errors: [{ pointer, code }] },
});

test.each([
  '9999-12-31T23:59:59.9999999Z',
  '9999-12-31T23:59:59-05:00',
  '2199-12-31T23:59:59-05:00',
  '2200-01-01T00:00:00Z',
])('finding 1: fechaEstimada %s is refused', async (fechaEstimada) => {
  expect(await create({ fechaEstimada })).toMatchObject(invalid('#/fechaEstimada', 'fecha-lejana'));
});

test.each([
  ['/v1/envios?creadoDesde=9999-12-31T23:59:59-05:00', '#/creadoDesde', 'fecha-lejana'],
  ['/v1/envios?ultimaTrazaHasta=2200-01-01T00:00:00Z', '#/ultimaTrazaHasta', 'fecha-lejana'],
  ['/v1/kpis/diario?desde=2200-01-01&hasta=2200-01-02', '#/desde', 'dia'],
  ['/v1/kpis/diario?hasta=9999-12-31', '#/hasta', 'dia'],
  ['/v1/periodos/0000-01', '#/mes', 'mes'],
  ['/v1/periodos/1899-12', '#/mes', 'mes'],
  ['/v1/periodos/2200-01', '#/mes', 'mes'],
  ['/v1/periodos/2020-13', '#/mes', 'mes'],
  ['/v1/periodos/2020-03-01', '#/mes', 'mes'],
])('findings 1 and 13: GET %s is refused', async (path, pointer, code) => {
  const answer = await stack.http.get<{ errors: object[] }>(path);
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0]).toMatchObject({ pointer, code });
});

test('finding 1: a row and a zone that cannot be read stop no other; the migration mends them', async () => {
  const { codigo, id } = (await create({ fechaEstimada: '2026-12-20T10:00:00Z' })).body;
  const others = await stack.given.envios(3, { fechaEstimada: '2026-12-21T10:00:00Z' });
  // As it could be written before there was a range.
  await stack.pool.query(`UPDATE envios SET fecha_estimada = '10000-01-01' WHERE id = $1`, [id]);
  await refresh();
  await stack.pool.query(`
    UPDATE zonas_lectura SET zona = jsonb_set(zona, '{rangos,fecha_estimada,1}', '"10000-01-01T00:00:00+00:00"'),
      version = version + 1`);
  const codigos = [codigo, ...others.map((envio) => envio.codigo)].sort();
  const list = async (query: string) => {
    const { status, body } = await stack.http.get<PaginaEnvios>(`/v1/envios?${query}`);
    return { status, codigos: body.datos?.map((envio) => envio.codigo).sort() };
  };
  for (const query of ['', 'orden=fechaEstimada', 'orden=-fechaEstimada', 'orden=-ultimaTraza'])
    expect(await list(query)).toEqual({ status: 200, codigos });
  expect(await list('atrasado=true')).toMatchObject({ status: 200 });
  expect(await stack.http.get('/v1/envios/exportacion')).toMatchObject({ status: 200 });
  expect(await stack.http.get(`/v1/envios/${codigo}`)).toMatchObject({ status: 200 });

  await stack.pool.query(
    readFileSync('prisma/migrations/20261128010000_fechas_con_limite/migration.sql', 'utf8'),
  );
  const last = '2199-12-31T23:59:59.999Z';
  expect((await stack.given.detalle(codigo)).fechaEstimada).toBe(last);
  const { body } = await stack.http.get<PaginaEnvios>('/v1/envios?orden=-fechaEstimada&limit=1');
  expect(body.datos).toMatchObject([{ codigo, fechaEstimada: last }]);
  const next = await stack.http.get<PaginaEnvios>(
    `/v1/envios?orden=-fechaEstimada&limit=10&cursor=${body.siguiente}`,
  );
  expect(next.body.datos.map((envio) => envio.codigo).sort()).toEqual(
    others.map((envio) => envio.codigo).sort(),
  );
});

test.each(['+16:00', '+23:59', '-16:00', '-23:59'])(
  'finding 9: the offset %s is taken wherever an instant comes in',
  async (offset) => {
    const moment = `2026-11-20T10:00:00${offset}`;
    const utc = new Date(Date.parse(moment)).toISOString();
    const { status, body } = await create({
      creadoEn: `2026-11-10T10:00:00${offset}`,
      fechaEstimada: `2026-12-20T10:00:00${offset}`,
    });
    expect(status).toBe(201);
    const traza = stack.given.traza(body.codigo, { ocurridoEn: moment });
    const captured = await stack.http.post<{ capturaId: string }>('/v1/trazas', [traza], {
      'trazo-captura': 'todo-o-nada',
    });
    expect(captured.status).toBe(202);
    expect(await stack.given.settled(captured.body.capturaId)).toMatchObject({ aplicadas: 1 });
    expect(await stack.given.detalle(body.codigo)).toMatchObject({
      fechaEstimada: new Date(Date.parse(`2026-12-20T10:00:00${offset}`)).toISOString(),
      ultimaTrazaEn: utc,
      historial: [{ ocurridoEn: utc }],
    });
    const at = encodeURIComponent(moment);
    for (const path of [
      `/v1/envios?sinMovimientoDesde=${at}`,
      `/v1/envios?creadoDesde=${at}&creadoHasta=${at}`,
      `/v1/envios?ultimaTrazaDesde=${at}&ultimaTrazaHasta=${at}`,
      `/v1/envios?sinMovimientoDesde=${at}&incluirArchivo=true`,
      `/v1/envios/exportacion?ultimaTrazaDesde=${at}`,
      `/v1/envios/${body.codigo}?al=${at}`,
      `/v1/rechazos?desde=${at}&hasta=${at}`,
      `/v1/ejecuciones?desde=${at}&hasta=${at}`,
    ])
      expect({ path, status: (await stack.http.get(path)).status }).toEqual({ path, status: 200 });
  },
);

test('finding 9: 24:00:00 is refused and a leap second taken, as RFC 3339 has them', async () => {
  const { codigo } = (await create({ creadoEn: '2016-12-01T10:00:00Z' })).body;
  const post = (ocurridoEn: string) =>
    stack.http.post('/v1/trazas', stack.given.traza(codigo, { ocurridoEn }));
  expect(await post('2016-12-31T24:00:00Z')).toMatchObject(invalid('#/ocurridoEn', 'fecha'));
  await stack.given.applied([stack.given.traza(codigo, { ocurridoEn: '2016-12-31T23:59:60Z' })]);
  expect(await stack.given.detalle(codigo)).toMatchObject({ ultimaTrazaEn: '2017-01-01T00:00:00.000Z' });
});
