import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { Dispositivo } from '../../src/modules/dispositivos/dispositivo.dto.js';
import type { PaginaEnvios, PaginaTrazas } from '../../src/modules/envios/envio.dto.js';
import type { KpiResumen } from '../../src/modules/kpis/kpi.dto.js';
import { answersAs } from '../support/api-description.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** An envío that was created an hour ago and picked up half an hour ago. */
async function pickedUp() {
  const { codigo } = await stack.given.envio({ creadoEn: ago(HOUR) });
  const recogido = stack.given.traza(codigo, { tipo: 'recogido', ocurridoEn: ago(30 * MINUTE) });
  await stack.given.applied([recogido]);
  return { codigo, recogido };
}

test.each([
  ['of a scanner without a battery', () => '1970-01-01T00:00:05.000Z'],
  ['before the envío, by more than a day', () => ago(DAY + HOUR + MINUTE)],
  ['ahead of ours, by more than five minutes', () => ago(-6 * MINUTE)],
])('finding 16: a delivery with a time %s moves nothing and says why', async (_, time) => {
  const { codigo, recogido } = await pickedUp();
  const impossible = stack.given.traza(codigo, { tipo: 'entregado', motivo: 'clima', ocurridoEn: time() });
  await stack.given.applied([impossible]);
  const detalle = await stack.given.detalle(codigo);
  expect(detalle).toMatchObject({
    estado: 'recogido',
    motivo: null,
    totalTrazas: 2,
    primeraTrazaEn: recogido['ocurridoEn'],
    ultimaTrazaEn: recogido['ocurridoEn'],
    anomalias: { reloj: 1, lugar: 0 },
  });
  const of = (id: unknown) => detalle.historial.find(({ idEvento }) => idEvento === id);
  expect(of(impossible['idEvento'])).toMatchObject({ anomala: true, anomalia: 'reloj' });
  expect(of(recogido['idEvento'])).toMatchObject({ anomala: false, anomalia: null });
  // What is true goes on, and is not called odd for what came before.
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'en_reparto', ocurridoEn: ago(MINUTE) })]);
  expect(await stack.given.detalle(codigo)).toMatchObject({
    estado: 'en_reparto',
    anomalias: { reloj: 1, lugar: 0 },
  });
});

test.each([
  ['five minutes ahead', () => ago(-4 * MINUTE)],
  ['less than a day before the envío', () => ago(DAY)],
])('finding 16: a time %s may be true', async (_, time) => {
  const { codigo } = await pickedUp();
  await stack.given.applied([stack.given.traza(codigo, { ocurridoEn: time() })]);
  expect((await stack.given.detalle(codigo)).anomalias).toEqual({ reloj: 0, lugar: 0 });
});

test('finding 16: lists find what is not believed, the summary counts it, and an annulment corrects it', async () => {
  const transportista = (await stack.given.transportista()).id;
  const [clock, place, both, none] = await stack.given.envios(4, {
    creadoEn: ago(HOUR),
    transportistaId: transportista,
  });
  const traza = (envio: { codigo: string } | undefined, tipo: string, at: number) =>
    stack.given.traza(envio!.codigo, { tipo, ocurridoEn: ago(at) });
  const dead = traza(clock, 'entregado', 40 * DAY);
  await stack.given.applied([
    dead,
    traza(place, 'entregado', 20 * MINUTE),
    traza(place, 'en_reparto', 10 * MINUTE),
    traza(both, 'reapertura', 10 * MINUTE),
    traza(both, 'entregado', 40 * DAY),
    traza(none, 'recogido', MINUTE),
  ]);
  const found = async (filter: string) => {
    const path = `/v1/envios?transportista=${transportista}&${filter}`;
    const { body } = await stack.http.get<PaginaEnvios>(path);
    return body.datos.map(({ codigo }) => codigo).sort();
  };
  const codes = (...envios: ({ codigo: string } | undefined)[]) =>
    envios.map((envio) => envio!.codigo).sort();
  expect(await found('anomalia=reloj')).toEqual(codes(clock, both));
  expect(await found('anomalia=lugar')).toEqual(codes(place, both));
  expect(await found('anomalia=lugar,reloj&estado=registrado')).toEqual(codes(clock));
  expect((await stack.http.get('/v1/envios?anomalia=tiempo')).status).toBe(400);
  const { body: odd } = await stack.http.get<PaginaTrazas>(
    `/v1/envios/${both!.codigo}/trazas?anomalia=reloj`,
  );
  expect(odd.datos.map(({ tipo, anomalia }) => [tipo, anomalia])).toEqual([['entregado', 'reloj']]);

  const check = await answersAs(stack.http);
  const summary = async () => {
    await stack.get(CommandBus).execute(new RefreshReadModelsCommand(false));
    const { body } = await stack.http.get<KpiResumen>(`/v1/kpis/resumen?transportista=${transportista}`);
    check('KpiResumen', body);
    return body;
  };
  const { anomalas, anomalias, hoy } = await summary();
  expect([anomalas, anomalias, hoy.entregados]).toEqual([4, { reloj: 2, lugar: 2 }, 1]);

  const path = `/v1/envios/${clock!.codigo}/trazas/${String(dead['idEvento'])}/anulacion`;
  expect((await stack.http.post(path, { razon: 'dato_incorrecto' })).status).toBe(200);
  expect(await stack.given.detalle(clock!.codigo)).toMatchObject({
    anomalias: { reloj: 0, lugar: 0 },
    historial: [{ anulada: true, anomala: false, anomalia: null }],
  });
  expect(await found('anomalia=reloj')).toEqual(codes(both));
  expect((await summary()).anomalias).toEqual({ reloj: 1, lugar: 2 });
});

describe('a device that says when it sends', () => {
  const OFF = -3 * HOUR - 7 * MINUTE;
  const byItsClock = (at: number) => new Date(at + OFF).toISOString();

  test.each(['event', 'header'])('finding 16: its clock is corrected by what the %s says', async (where) => {
    const { codigo } = await pickedUp();
    const dispositivoId = randomUUID();
    const happened = Date.now() - 10 * MINUTE;
    const said = byItsClock(happened);
    const enviadoEn = byItsClock(Date.now());
    const body = stack.given.traza(codigo, { tipo: 'entregado', dispositivoId, ocurridoEn: said });
    const posted =
      where === 'event'
        ? await stack.http.post('/v1/trazas?esperar=10s', { ...body, enviadoEn })
        : await stack.http.post('/v1/trazas?esperar=10s', body, { 'trazo-enviado-en': enviadoEn });
    expect(posted).toMatchObject({ status: 202, body: { recibo: { aplicadas: 1 } } });
    const { estado, historial } = await stack.given.detalle(codigo);
    expect(estado).toBe('entregado');
    expect(historial[0]).toMatchObject({ anomalia: null, ocurridoEnDispositivo: said, enviadoEn });
    // As exact as the time that the request took.
    expect(Math.abs(Date.parse(historial[0]!.ocurridoEn) - happened)).toBeLessThan(MINUTE);
    const { body: device } = await stack.http.get<Dispositivo>(`/v1/dispositivos/${dispositivoId}`);
    expect(device.reloj).toBe('atrasado');
    expect(Math.abs(device.desfaseRelojMs! - OFF)).toBeLessThan(MINUTE);
  });

  test('finding 16: a clock years ahead or without a battery is taken at its word', async () => {
    for (const skew of [9 * 365 * DAY, -Date.now()]) {
      const { codigo } = await pickedUp();
      const at = (ms: number) => new Date(Math.max(0, Date.now() + skew) + ms).toISOString();
      const traza = stack.given.traza(codigo, { ocurridoEn: at(0) });
      await stack.given.applied([{ ...traza, enviadoEn: at(5_000) }]);
      expect(await stack.given.detalle(codigo)).toMatchObject({
        estado: 'en_transito',
        anomalias: { reloj: 0, lugar: 0 },
      });
    }
    const ahead = new Date(Date.now() + 9 * 365 * DAY).toISOString();
    const refused = await stack.http.post(
      '/v1/trazas',
      stack.given.traza('TZ000000005PE', { ocurridoEn: ahead }),
    );
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/ocurridoEn' }] } });
  });

  test('finding 16: a clock that is off by less than a minute is left as it is', async () => {
    const { codigo } = await pickedUp();
    const ocurridoEn = ago(MINUTE);
    const traza = stack.given.traza(codigo, { ocurridoEn, enviadoEn: ago(20_000) });
    await stack.given.applied([traza]);
    const [newest] = (await stack.given.detalle(codigo)).historial;
    expect(newest).toMatchObject({ ocurridoEn, ocurridoEnDispositivo: null });
  });

  test('finding 16: in whatever order they come, they give the same envío', async () => {
    const random = seededRandom();
    const life = ['recogido', 'en_transito', 'escaneo', 'entregado', 'en_reparto'];
    const seen = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const { codigo } = await stack.given.envio({ creadoEn: ago(2 * HOUR) });
      const trazas = life.map((tipo, step) =>
        stack.given.traza(codigo, { tipo, ocurridoEn: byItsClock(Date.now() - HOUR + step * MINUTE) }),
      );
      for (const traza of trazas.sort(() => random() - 0.5))
        await stack.given.applied([{ ...traza, enviadoEn: byItsClock(Date.now()) }]);
      const { estado, totalTrazas, anomalias, historial } = await stack.given.detalle(codigo);
      const history = historial.map(({ tipo, anomalia }) => [tipo, anomalia]);
      seen.add(JSON.stringify({ estado, totalTrazas, anomalias, history }));
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).toContain('"estado":"entregado","totalTrazas":5,"anomalias":{"reloj":0,"lugar":1}');
  });

  test('finding 16: the header must be an instant', async () => {
    const body = stack.given.traza('TZ000000005PE');
    const answer = await stack.http.post('/v1/trazas', body, { 'trazo-enviado-en': 'ayer' });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/Trazo-Enviado-En', code: 'fecha' }] },
    });
  });
});
