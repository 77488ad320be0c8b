import { CommandBus } from '@nestjs/cqrs';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { type Archived, ArchivedMonths } from '../../src/modules/archivo/reads/archived-months.js';
import { PeriodOpener } from '../../src/modules/periodos/contract.js';
import { addMonths, type Month, monthOf } from '../../src/platform/database/month.js';
import type { EnvioResumen, PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import { answersAs } from '../support/api-description.js';
import { ListData, ORDENES, QUERIES } from '../support/list-data.js';
import { derive, listModel, type ModelFilter } from '../support/list-model.js';
import { poll } from '../support/poll.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const DAY = 86_400_000;
const END = Date.now() - 400 * DAY;
const TERMINAL = ['entregado', 'devuelto', 'extraviado', 'siniestrado', 'cancelado'];
const MONTHS: Month[] = [0, 1, 2, 3, 4, 5].map((ago) => addMonths(monthOf(new Date(END)), -ago));
const DAYS = `desde=${day(END - 400 * DAY)}&hasta=${day(END + 400 * DAY)}`;
const FIGURES = [
  `/v1/kpis/resumen?sinMovimientoHoras=72`,
  `/v1/kpis/diario?${DAYS}&limit=200`,
  `/v1/kpis/diario?${DAYS}&limit=200&por=transportista,cliente`,
  `/v1/kpis/diario?${DAYS}&limit=200&por=region&region=CUS`,
  `/v1/kpis/transito?${DAYS}&limit=200`,
  `/v1/kpis/transito?${DAYS}&limit=200&por=cliente`,
  `/v1/kpis/motivos?${DAYS}&limit=200`,
  `/v1/kpis/motivos?${DAYS}&limit=200&por=motivo,transportista`,
];

let stack: Stack;
let data: ListData;
let counted: unknown[];
const random = seededRandom();
const run = (command: object) => stack.get(CommandBus).execute(command as never);

function day(ms: number) {
  return new Date(ms).toISOString().slice(0, 10);
}

beforeAll(async () => {
  stack = await startStack({
    env: { TRAZO_REFRESCO_SEGUNDOS: '86400', TRAZO_ARCHIVO_GRACIA_DIAS: '0', TRAZO_ARCHIVO_MESES: '36' },
  });
  data = new ListData(stack, random, END);
  await data.prepare();
  await data.create(150);
  await data.report(500);
  await run(new RefreshReadModelsCommand());
  counted = await figures();
  // The first of them has a few days alone, and by chance no envío.
  await stack.get(PeriodOpener).ensureOpen(MONTHS);
  for (const month of MONTHS) await run(new ArchiveMonthCommand(month));
});
afterAll(() => stack.close());

async function figures(archive = false): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const path of FIGURES) {
    const { status, body } = await stack.http.get<Record<string, unknown>>(
      `${path}&incluirArchivo=${archive}`,
    );
    expect({ path, status }).toEqual({ path, status: 200 });
    const { calculadoEn: _, archivo: __, ...figure } = body;
    found.push(figure);
  }
  return found;
}

const query = (filter: ModelFilter) => new URLSearchParams(filter as Record<string, string>).toString();

async function walk(filter: ModelFilter, limit: number): Promise<EnvioResumen[]> {
  const datos: EnvioResumen[] = [];
  for (let cursor = ''; ;) {
    const all = { ...filter, incluirArchivo: 'true', limit: String(limit), ...(cursor && { cursor }) };
    const { status, body } = await stack.http.get<PaginaEnvios>(`/v1/envios?${query(all)}`);
    expect({ all, status }).toEqual({ all, status: 200 });
    datos.push(...body.datos);
    if (!body.siguiente) return datos;
    cursor = body.siguiente;
  }
}

async function expectAsModel(filter: ModelFilter) {
  const limit = 5 + Math.floor(random() * 60);
  const listed = (await walk(filter, limit)).map(({ codigo }) => codigo);
  const expected = listModel(data.envios, filter).map(({ codigo }) => codigo);
  expect({ filter, limit, listed }).toEqual({ filter, limit, listed: expected });
  return expected.length;
}

/** How far a list says that it reaches into the archive. */
const reach = async (filter: ModelFilter) =>
  (await stack.http.get<PaginaEnvios>(`/v1/envios?${query(filter)}`)).body.archivo;

/** The same, from when the API has heard of the last month. */
beforeAll(async () => {
  await poll(
    'the API to know of all months',
    async () => (await reach({}))?.hasta === MONTHS[0]?.slice(0, 7),
  );
});

test('without it a list has what is hot, and says which months it leaves out', async () => {
  const open = data.envios.map(derive).filter(({ estado }) => !TERMINAL.includes(estado));
  expect(open.length).toBeGreaterThan(0);
  expect(open.length).toBeLessThan(data.envios.length);
  const { body } = await stack.http.get<PaginaEnvios>('/v1/envios?limit=200');
  expect(body.datos.map(({ codigo }) => codigo).sort()).toEqual(open.map(({ codigo }) => codigo).sort());
  expect(await reach({})).toMatchObject({ incluido: false, hasta: MONTHS[0]?.slice(0, 7) });
  expect(await reach({ incluirArchivo: 'true' })).toMatchObject({ incluido: true });
  const check = await answersAs(stack.http);
  check('PaginaEnvios', body);
});

test('what cannot be in the archive does not reach into it', async () => {
  for (const filter of [
    { creadoDesde: new Date(END + DAY * 40).toISOString() },
    { ultimaTrazaDesde: new Date(END + DAY * 40).toISOString() },
    { estado: 'en_transito' },
    { atrasado: 'true' },
  ])
    expect({ filter, archivo: await reach(filter as ModelFilter) }).toEqual({ filter, archivo: null });
  const { body } = await stack.http.get<{ archivo: unknown }>('/v1/kpis/diario');
  expect(body.archivo).toBeNull();
});

test('a month of which nothing left is not reached', async () => {
  const month = addMonths(MONTHS.at(-1) as Month, -2);
  const created = { desde: `${month}T00:00:00Z`, hasta: `${addMonths(month, 1)}T00:00:00Z` };
  await stack.get(PeriodOpener).ensureOpen([month]);
  await run(new ArchiveMonthCommand(month));
  const nothing = async () => undefined;
  const reached = async ({ months }: Archived) => months.map(({ mes }) => mes);
  const [, months] = await stack.get(ArchivedMonths).beside(stack.pool, { created }, nothing, reached);
  expect(months).toEqual([]);
});

test('figures with the archive are those of before, and say how far they reach', async () => {
  await run(new RefreshReadModelsCommand());
  expect(await figures(true)).toEqual(counted);
  expect(await figures(false)).not.toEqual(counted);
  const { body } = await stack.http.get<{ archivo: unknown }>(`/v1/kpis/diario?${DAYS}`);
  expect(body.archivo).toMatchObject({ incluido: false, hasta: MONTHS[0]?.slice(0, 7) });
});

describe.each(['archived', 'with some brought back', 'with a month restored'])('%s', (state) => {
  beforeAll(async () => {
    if (state === 'with some brought back') await data.report(60);
    if (state === 'with a month restored') await run(new RestoreMonthCommand(MONTHS[2] as Month));
  });

  test.each(ORDENES)('in the order %s, page by page', async (orden) => {
    expect(await expectAsModel({ orden })).toBe(data.envios.length);
  });

  test('each filter alone', async () => {
    for (const [name, value] of Object.entries(data.filters()))
      await expectAsModel({ [name]: value(), orden: data.pick(ORDENES) });
  });

  test('words, those with a wrong letter too', async () => {
    for (const q of QUERIES) await expectAsModel({ q, orden: data.pick(ORDENES) });
  });

  test('combinations', async () => {
    for (let round = 0; round < 25; round += 1) await expectAsModel(data.randomFilter());
  });

  test('an envío in a list is the one in the detail', async () => {
    for (const envio of (await walk({}, 50)).slice(0, 40)) {
      const { historial: _, fuente: __, ...detalle } = await stack.given.detalle(envio.codigo);
      expect(envio).toEqual(detalle);
    }
  });
});

test('while a month moves there and back, nobody is missing from a list or in it twice', async () => {
  const everybody = data.envios.map(({ codigo }) => codigo).sort();
  let moving = true;
  const movement = (async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await run(new ArchiveMonthCommand(MONTHS[2] as Month));
      await run(new RestoreMonthCommand(MONTHS[2] as Month));
    }
  })().finally(() => (moving = false));
  let looks = 0;
  for (; moving || looks === 0; looks += 1) {
    const listed = (await walk({}, 200)).map(({ codigo }) => codigo);
    expect(listed.sort()).toEqual(everybody);
  }
  await movement;
  expect(looks).toBeGreaterThan(1);
});

test('an export takes it along when asked to, and says in its header when it was not', async () => {
  const get = (more: string) =>
    stack.http.get<string>(`/v1/envios/exportacion?${more}`, { accept: 'application/x-ndjson' });
  const [without, whole] = [await get('campos=codigo'), await get('campos=codigo&incluirArchivo=true')];
  expect(without.headers.get('trazo-archivo')).toMatch(/^excluido;desde="\d{4}-\d\d";hasta="\d{4}-\d\d"$/);
  expect(whole.headers.get('trazo-archivo')).toMatch(/^incluido;/);
  expect(whole.body.trim().split('\n')).toHaveLength(data.envios.length);
});

test('a question about more than it may take at a time is refused, and says what to do', async () => {
  const answer = await stack.http.get('/v1/envios?incluirArchivo=quizas');
  expect(answer.body).toMatchObject({ errors: [{ pointer: '#/incluirArchivo', code: 'valor-desconocido' }] });
  await stack.pool.query(`
    INSERT INTO periodos (mes, estado, caliente, archivada, generacion, manifiesto)
    SELECT m, 'eliminado', false, 1, 1, jsonb_build_object(
      'mes', m::date::text, 'generacion', 1, 'tablas', '{ "envios": { "filas": 1 } }'::jsonb)
    FROM generate_series('1980-01-01'::timestamp, '1985-12-01', '1 month') m`);
  const { status, body } = await stack.http.get<{ errors: object[] }>('/v1/envios?incluirArchivo=true');
  expect([status, body.errors]).toMatchObject([
    400,
    [{ pointer: '#/incluirArchivo', code: 'archivo-largo' }],
  ]);
});
