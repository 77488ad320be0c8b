import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { ListaPeriodos } from '../../src/modules/periodos/periodo.dto.js';
import { type Stack, startStack } from '../support/stack.js';

const OCTOBER = '2026-10-01';

let stack: Stack;
let codigos: string[];
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400', TRAZO_REFRESCO_MAX_FILAS: '8' } });
  codigos = (await stack.given.envios(100, { creadoEn: '2026-10-05T12:00:00Z' })).map(({ codigo }) => codigo);
  await stack.given.envios(100, { creadoEn: '2026-09-05T12:00:00Z' });
  await refresh(true);
});
afterAll(() => stack.close());

const refresh = async (todo: boolean) =>
  (await stack.get(CommandBus).execute(new RefreshReadModelsCommand(todo))).map(({ month }) => month);

async function modelo(mes: string) {
  const { status, body } = await stack.http.get<ListaPeriodos>('/v1/periodos');
  expect(status).toBe(200);
  expect(body.datos.map((periodo) => periodo.mes)).toEqual(
    body.datos
      .map((periodo) => periodo.mes)
      .toSorted()
      .reverse(),
  );
  const periodo = body.datos.find((each) => each.mes === mes);
  expect(periodo).toMatchObject({ estado: 'abierto', modelos: [{ nombre: 'envios_detalle' }] });
  return periodo!.modelos[0]!;
}

const change = (count: number) =>
  stack.given.applied(codigos.slice(0, count).map((codigo) => stack.given.traza(codigo)));

test('a folded month is clean, and says how large it is and when and how fast it was refreshed', async () => {
  const october = await modelo(OCTOBER);
  expect(october).toMatchObject({ sucio: false, filasDelta: 0, filasBase: 100, filasPlegadas: 100 });
  expect(october).toMatchObject({ pendienteDesde: null, pendienteS: null });
  expect(october.bytesBase).toBeGreaterThan(100_000);
  expect(Date.parse(october.refrescadoEn!)).toBeGreaterThan(Date.now() - 60_000);
  expect(october.refrescoMs).toBeGreaterThan(0);
});

test('a month is left alone below the share, says since when, and is refreshed above it', async () => {
  await change(5);
  expect(await modelo(OCTOBER)).toMatchObject({ sucio: true, filasDelta: 5, pendienteDesde: null });
  expect(await refresh(false)).toEqual([]);
  const { pendienteDesde, pendienteS } = await modelo(OCTOBER);
  expect(Date.parse(pendienteDesde!)).toBeGreaterThan(Date.now() - 60_000);
  expect(pendienteS).toBeLessThan(60);
  expect((await stack.given.detalle(codigos[0]!)).fuente).toBe('delta');

  await change(6);
  expect(await refresh(false)).toEqual([OCTOBER]);
  expect(await modelo(OCTOBER)).toMatchObject({ sucio: false, filasDelta: 0, filasPlegadas: 6 });
  expect((await stack.given.detalle(codigos[0]!)).fuente).toBe('base');
});

test('or when the first change is old enough', async () => {
  await change(1);
  expect(await refresh(false)).toEqual([]);
  await stack.pool.query(
    `UPDATE refrescos SET pendiente_desde = now() - interval '61 minutes' WHERE mes = '${OCTOBER}'`,
  );
  expect(await refresh(false)).toEqual([OCTOBER]);
});

test('or when all months together have too much', async () => {
  const { rows } = await stack.pool.query<{ codigo: string }>(
    `SELECT codigo FROM envios WHERE mes_de(id) = '2026-09-01' LIMIT 5`,
  );
  await stack.given.applied(rows.map(({ codigo }) => stack.given.traza(codigo)));
  await change(4);
  expect(await refresh(false)).toEqual(['2026-09-01']);
  expect((await modelo(OCTOBER)).filasDelta).toBe(4);
});

test('a base that was refreshed again and again is vacuumed, and does not grow', async () => {
  const size = async () =>
    (
      await stack.pool.query<{ bytes: number }>(
        `SELECT pg_relation_size('vm_envios_detalle_2026_10') AS bytes`,
      )
    ).rows[0]!.bytes;
  await refresh(true);
  const before = await size();
  for (let cycle = 0; cycle < 40; cycle += 1) {
    await change(10);
    await refresh(true);
  }
  // Four hundred rows were replaced in a base of one hundred.
  expect((await size()) / before).toBeLessThan(3);
});
