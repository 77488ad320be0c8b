import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type {
  KpiResumen,
  ListaKpiDiario,
  ListaKpiMotivos,
  ListaKpiTransito,
} from '../../src/modules/kpis/kpi.dto.js';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import type { ModelTraza } from '../support/fold-model.js';
import {
  believed,
  countActivity,
  countAnomalies,
  dayOf,
  isOpen,
  milestonesOf,
  type ModelEnvio,
  transitHours,
} from '../support/kpi-model.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 7, 20);
const RANGE = 'desde=2026-07-01&hasta=2026-12-31&limit=200';
const REGIONS = ['LIM', 'CUS', 'ARE'];
const MOTIVOS = ['clima', 'aduana', 'destinatario_ausente'];

let stack: Stack;
let commands: CommandBus;
const envios: (ModelEnvio & { codigo: string })[] = [];
const random = seededRandom();
const roll = (below: number) => Math.floor(random() * below);
const pick = <T>(items: readonly T[]) => items[roll(items.length)] as T;

beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } });
  commands = stack.get(CommandBus);
  const clientes = await Promise.all([1, 2, 3].map(() => stack.given.cliente()));
  const transportistas = await Promise.all([1, 2].map(() => stack.given.transportista()));
  for (let count = 0; count < 60; count += 1) {
    const [cliente, transportista] = [pick(clientes).id, pick(transportistas).id];
    const [origen, region] = [pick(REGIONS), pick(REGIONS)];
    const creadoEn = FIRST + roll(75 * 24) * HOUR + roll(HOUR);
    const fechaEstimada = roll(4) === 0 ? null : creadoEn + roll(96) * HOUR;
    const body = await stack.given.envioBody();
    const { codigo } = await stack.given.envio({
      clienteId: cliente,
      transportistaId: transportista,
      origen: { ...(body['origen'] as object), region: origen },
      destino: { ...(body['destino'] as object), region },
      creadoEn: new Date(creadoEn).toISOString(),
      fechaEstimada: fechaEstimada && new Date(fechaEstimada).toISOString(),
    });
    envios.push({ codigo, cliente, transportista, origen, region, creadoEn, fechaEstimada, trazas: [] });
  }
});
afterAll(() => stack.close());

/** Some more things happen, and some are taken back. */
async function goOn(count: number): Promise<void> {
  const posted = Array.from({ length: count }, () => {
    const envio = pick(envios);
    const traza: ModelTraza = {
      idEvento: randomUUID(),
      tipo: roll(3) === 0 ? pick(['entregado', 'intento_fallido', 'recogido']) : pick(TIPOS_TRAZA),
      motivo: roll(3) === 0 ? pick(MOTIVOS) : null,
      // Few distinct times, so that ties are frequent; some before the envío was created, and some that cannot be true.
      ocurridoEn: envio.creadoEn + (roll(8) === 0 ? -40 : (roll(12) - 2) * 5) * HOUR,
      recibidoEn: Date.now(),
      secuencia: pick([null, 0, 1, 2]),
    };
    return { envio, traza };
  });
  await stack.given.applied(
    posted.map(({ envio: { codigo }, traza: { tipo, motivo, secuencia, idEvento, ocurridoEn } }) => ({
      ...{ codigo, tipo, motivo, idEvento, ocurridoEn: new Date(ocurridoEn).toISOString() },
      ...(secuencia !== null && { secuencia }),
    })),
  );
  for (const { envio, traza } of posted) {
    envio.trazas.push(traza);
    if (roll(12) > 0) continue;
    const path = `/v1/envios/${envio.codigo}/trazas/${traza.idEvento}/anulacion`;
    expect((await stack.http.post(path, { razon: 'no_ocurrio' })).status).toBe(200);
    traza.anulada = true;
  }
}

const read = async <T>(path: string): Promise<T> => {
  const { status, body } = await stack.http.get<T>(`/v1/kpis/${path}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

const everyDay = () => true;

async function checkEverything(): Promise<void> {
  const diario = await read<ListaKpiDiario>(`diario?${RANGE}&por=dia`);
  const byDay = countActivity(envios, (_, day) => day, everyDay);
  expect(new Map(diario.datos.map(({ dia, ...counts }) => [dia, counts]))).toEqual(
    new Map([...byDay].map(([day, counts]) => [day, expect.objectContaining(counts)])),
  );

  const groups = await read<ListaKpiDiario>(`diario?${RANGE}&por=transportista,cliente,region`);
  const byGroup = countActivity(envios, (e) => `${e.transportista} ${e.cliente} ${e.region}`, everyDay);
  const keyOf = (row: ListaKpiDiario['datos'][number]) =>
    `${row.transportista?.id} ${row.cliente?.id} ${row.region}`;
  expect(new Map(groups.datos.map((row) => [keyOf(row), row]))).toEqual(
    new Map([...byGroup].map(([key, counts]) => [key, expect.objectContaining(counts)])),
  );

  const one = pick(envios);
  const [first, last] = ['2026-09-01', '2026-10-05'];
  const scoped = await read<ListaKpiDiario>(
    `diario?desde=${first}&hasta=${last}&por=region&cliente=${one.cliente}&transportista=${one.transportista}`,
  );
  const own = envios.filter((e) => e.cliente === one.cliente && e.transportista === one.transportista);
  const byRegion = countActivity(
    own,
    ({ region }) => region,
    (day) => day >= first && day <= last,
  );
  expect(new Map(scoped.datos.map((row) => [row.region, row]))).toEqual(
    new Map([...byRegion].map(([region, counts]) => [region, expect.objectContaining(counts)])),
  );

  const resumen = await read<KpiResumen>('resumen');
  const estados = Map.groupBy(envios, (envio) => milestonesOf(envio).estado);
  for (const { estado, envios: count } of resumen.estados)
    expect([estado, count]).toEqual([estado, estados.get(estado)?.length ?? 0]);
  const open = envios.filter((envio) => isOpen(milestonesOf(envio).estado));
  const hour = Math.floor(Date.now() / HOUR) * HOUR;
  expect(resumen).toMatchObject({
    abiertos: open.length,
    atrasados: open.filter(({ fechaEstimada }) => fechaEstimada !== null && fechaEstimada < hour).length,
    sinMovimiento: open.filter((e) => (milestonesOf(e).ultima ?? e.creadoEn) < hour - 72 * HOUR).length,
    anomalias: countAnomalies(envios),
    hoy: { dia: dayOf(Date.now()), creados: 0 },
    ayer: { dia: dayOf(Date.now() - 24 * HOUR), creados: 0 },
  });

  const transito = await read<ListaKpiTransito>(`transito?${RANGE}`);
  const byLane = transitHours(envios, (e) => `${e.origen} ${e.region} ${e.transportista}`);
  expect(transito.datos).toHaveLength(byLane.size);
  for (const { carril, transportista, ...row } of transito.datos) {
    const hours = byLane.get(`${carril?.origen} ${carril?.destino} ${transportista?.id}`) ?? [];
    expect(row.entregados).toBe(hours.length);
    for (const [share, found] of [
      [0.5, row.p50H],
      [0.9, row.p90H],
      [0.95, row.p95H],
    ] as const) {
      // Nothing takes less than a fiftieth of an hour.
      const exact = Math.max(hours[Math.ceil(share * hours.length) - 1] as number, 0.02);
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(transito.errorMaximo * exact + 0.01);
    }
  }

  const motivos = await read<ListaKpiMotivos>(`motivos?${RANGE}&por=motivo,region`);
  const expected = new Map<string, number>();
  for (const envio of envios)
    for (const { motivo } of believed(envio)) {
      const key = `${motivo} ${envio.region}`;
      if (motivo) expected.set(key, (expected.get(key) ?? 0) + 1);
    }
  expect(new Map(motivos.datos.map((row) => [`${row.motivo} ${row.region}`, row.trazas]))).toEqual(expected);
}

test('figures are what a plain count comes to, whatever part of them is in the bases', async () => {
  for (let round = 0; round < 6; round += 1) {
    await goOn(80);
    // By policy, of which only the calculation of the figures is due, or folding everything.
    await commands.execute(new RefreshReadModelsCommand(round % 2 === 1));
    await checkEverything();
  }
  expect((await stack.pool.query('SELECT FROM delta_envios_detalle')).rowCount).toBe(0);
});

test('while trazas come in and months are refreshed, every envío is counted once', async () => {
  let refreshed = 0;
  const write = async () => {
    while (refreshed < 12) await goOn(20);
  };
  const refresh = async () => {
    for (let turn = 0; refreshed < 12; turn += 1)
      refreshed += (await commands.execute(new RefreshReadModelsCommand(turn % 3 === 0))).length;
  };
  const look = async () => {
    while (refreshed < 12) {
      const { estados } = await read<KpiResumen>('resumen');
      expect(estados.reduce((sum, { envios: count }) => sum + count, 0)).toBe(envios.length);
    }
  };
  await Promise.all([write(), refresh(), look(), look()]);
  await commands.execute(new RefreshReadModelsCommand(false));
  await checkEverything();
});

test('calculadoEn moves on while nothing changes, and stays behind what has changed since', async () => {
  await commands.execute(new RefreshReadModelsCommand());
  const { rows } = await stack.pool.query<{ minute: string; now: string }>(
    `UPDATE calculos SET calculado_en = now() - interval '1 hour' RETURNING date_trunc('minute', now()) AS minute, now()`,
  );
  expect((await read<KpiResumen>('resumen')).calculadoEn >= rows[0]!.minute).toBe(true);
  await goOn(1);
  expect((await read<KpiResumen>('resumen')).calculadoEn < rows[0]!.minute).toBe(true);
  await commands.execute(new RefreshReadModelsCommand(false));
  const { calculadoEn, zona } = await read<KpiResumen>('resumen');
  expect(calculadoEn > rows[0]!.now).toBe(true);
  expect(zona).toBe('America/Lima');
});

test('pages hold every group once, and a cursor fits its own list alone', async () => {
  const all = await read<ListaKpiDiario>(`diario?${RANGE}&por=cliente,dia`);
  const path = 'diario?desde=2026-07-01&hasta=2026-12-31&por=cliente,dia&limit=7';
  const seen: ListaKpiDiario['datos'] = [];
  let cursor: string | null = null;
  do {
    const page: ListaKpiDiario = await read(cursor ? `${path}&cursor=${cursor}` : path);
    expect(page.datos.length).toBeLessThanOrEqual(7);
    seen.push(...page.datos);
    cursor = page.siguiente;
    if (cursor && seen.length === 7)
      expect((await stack.http.get(`/v1/kpis/motivos?por=cliente,dia&cursor=${cursor}`)).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '#/cursor', code: 'cursor' }],
      });
  } while (cursor);
  expect(seen).toEqual(all.datos);
});

test.each([
  ['diario?desde=ayer', '#/desde', 'dia'],
  ['diario?desde=2026-02-30', '#/desde', 'dia'],
  ['diario?desde=2026-11-02&hasta=2026-11-01', '#/hasta', 'rango-invertido'],
  ['diario?desde=2199-01-01', '#/desde', 'rango-invertido'],
  ['diario?desde=2999-01-01', '#/desde', 'dia'],
  ['diario?desde=2020-01-01&hasta=2026-01-01', '#/hasta', 'rango-largo'],
  ['diario?por=mes', '#/por', 'valor-desconocido'],
  ['diario?limit=0', '#/limit', 'rango'],
  ['motivos?cliente=7', '#/cliente', 'uuid'],
  ['transito?por=region', '#/por', 'valor-desconocido'],
  ['resumen?sinMovimientoHoras=0', '#/sinMovimientoHoras', 'rango'],
  ['resumen?desde=2026-01-01', '#/desde', 'campo-desconocido'],
  ['resumen?region=', '#/region', 'longitud'],
])('%s is refused with a pointer', async (path, pointer, code) => {
  const { status, body } = await stack.http.get(`/v1/kpis/${path}`);
  expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
});
