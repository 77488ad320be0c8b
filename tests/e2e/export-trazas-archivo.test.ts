import { CommandBus } from '@nestjs/cqrs';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { PurgeClienteCommand } from '../../src/commands/archivo/purge-cliente.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { type TrazaExportada, TrazaWalker } from '../../src/modules/envios/traza-walker.js';
import { MonthsRead } from '../../src/modules/archivo/contract.js';
import { PeriodOpener } from '../../src/modules/periodos/contract.js';
import { addMonths, type Month, monthOf } from '../../src/platform/database/month.js';
import { ListData } from '../support/list-data.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const DAY = 86_400_000;
const END = Date.now() - 400 * DAY;
const MONTHS: Month[] = [5, 4, 3, 2, 1, 0].map((ago) => addMonths(monthOf(new Date(END)), -ago));

let stack: Stack;
let data: ListData;
let before: Map<string, string[]>;
const random = seededRandom();
const run = (command: object) => stack.get(CommandBus).execute(command as never);

const FILTERS = [
  '',
  'tipo=nota,entregado',
  'anomalia=reloj',
  'anomalia=lugar,reloj&tipo=en_transito',
  () =>
    `codigo=${data.envios
      .slice(0, 7)
      .map(({ codigo }) => codigo)
      .join()}`,
  () => `creadoDesde=${data.envios[0]!.creadoEn}`,
  () => `creadoHasta=${data.envios[1]!.creadoEn}`,
  () => `recibidoHasta=${new Date(END).toISOString()}`,
  'codigo=TZ000000005PE',
].map((each) => (typeof each === 'string' ? () => each : each));

async function lines(query: string): Promise<{ lines: string[]; archivo: string | null }> {
  const { status, body, headers } = await stack.http.get<string>(`/v1/trazas/exportacion?${query}`, {
    accept: 'application/x-ndjson',
  });
  expect({ query, status }).toEqual({ query, status: 200 });
  return { lines: body.split('\n').filter(Boolean), archivo: headers.get('trazo-archivo') };
}
const codigosOf = (found: readonly string[]) =>
  found.map((line) => (JSON.parse(line) as TrazaExportada).codigo);

async function drain(pages: AsyncIterable<readonly TrazaExportada[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.map(({ idEvento }) => idEvento));
  return ids;
}

beforeAll(async () => {
  stack = await startStack({
    env: { TRAZO_REFRESCO_SEGUNDOS: '86400', TRAZO_ARCHIVO_GRACIA_DIAS: '0', TRAZO_ARCHIVO_MESES: '36' },
  });
  data = new ListData(stack, random, END);
  await data.prepare();
  await data.create(120);
  await data.report(750);
  await data.report(750);
  await run(new RefreshReadModelsCommand());
  before = new Map();
  for (const filter of FILTERS) before.set(filter(), (await lines(filter())).lines.sort());
  await stack.get(PeriodOpener).ensureOpen(MONTHS);
  for (const month of MONTHS.slice(0, -1)) await run(new ArchiveMonthCommand(month));
});
afterAll(() => stack.close());

test('finding 17: with the archive, an export has what it had before, whatever is asked', async () => {
  expect(before.get('')!.length).toBe(1_500);
  for (const filter of FILTERS) {
    const query = filter();
    const found = await lines(`${query}&incluirArchivo=true`);
    expect({ query, lines: found.lines.sort() }).toEqual({ query, lines: before.get(query) });
  }
});

test('finding 17: trazas of an envío stand together, and the header says what was read', async () => {
  const { lines: found, archivo } = await lines('incluirArchivo=true');
  const codigos = codigosOf(found);
  const runs = codigos.filter((codigo, index) => codigo !== codigos[index - 1]);
  expect(runs).toHaveLength(new Set(codigos).size);
  expect(archivo).toMatch(/^incluido;desde="\d{4}-\d\d";hasta="\d{4}-\d\d"$/);
  const hot = await lines('');
  expect(hot.archivo).toMatch(/^excluido;/);
  expect(hot.lines.length).toBeLessThan(found.length);
});

test('finding 17: an envío that was brought back is exported once, with what is new', async () => {
  const { lines: found } = await lines('incluirArchivo=true');
  const hot = new Set(codigosOf((await lines('')).lines));
  const codigo = codigosOf(found).find((each) => !hot.has(each))!;
  const traza = stack.given.traza(codigo, { tipo: 'nota' });
  await stack.given.applied([traza]);
  const after = (await lines('incluirArchivo=true')).lines;
  expect(after).toHaveLength(found.length + 1);
  expect(new Set(after).size).toBe(after.length);
  expect(codigosOf((await lines('')).lines)).toContain(codigo);
});

test('finding 17: a month that goes into the archive meanwhile is not left out', async () => {
  const walker = stack.get(TrazaWalker);
  const { signal } = new AbortController();
  const read = new MonthsRead();
  const first = await drain(walker.archived({}, read, signal));
  const last = MONTHS.at(-1)!;
  const hot = (await lines('')).lines.map((line) => (JSON.parse(line) as TrazaExportada).idEvento);
  await run(new ArchiveMonthCommand(last));
  // Nothing of it is hot when it is its turn.
  const left = new Set((await lines('')).lines.map((line) => (JSON.parse(line) as TrazaExportada).idEvento));
  const again = new Set(await drain(walker.archived({}, read, signal)));
  for (const id of hot) expect(left.has(id) || again.has(id)).toBe(true);
  expect(first.some((id) => again.has(id))).toBe(false);
  await run(new RestoreMonthCommand(last));
});

test('months that are written anew meanwhile are read to their end, and once', async () => {
  const walker = stack.get(TrazaWalker);
  const { signal } = new AbortController();
  const before = (await drain(walker.archived({}, new MonthsRead(), signal))).sort();
  const { codigo } = JSON.parse((await lines('incluirArchivo=true')).lines[0]!) as TrazaExportada;
  const { cliente } = (await stack.http.get<{ cliente: { id: string } }>(`/v1/envios/${codigo}`)).body;
  const read = new MonthsRead();
  const pages = walker.archived({}, read, signal);
  const first = (await pages.next()).value as TrazaExportada[];
  await run(new PurgeClienteCommand(cliente.id, 'prueba', 'prueba'));
  const rest = await drain(pages);
  expect([...first.map(({ idEvento }) => idEvento), ...rest].sort()).toEqual(before);
  expect(await drain(walker.archived({}, read, signal))).toEqual([]);
});
