import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } });
});
afterAll(() => stack.close());

const OLD = '2026-03-10T12:00:00.000Z';
const refresh = () => stack.get(CommandBus).execute(new RefreshReadModelsCommand());

/** Codes of all envíos that are registrado, page by page. */
async function listOpen(): Promise<string[]> {
  const codigos: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await stack.http.get<PaginaEnvios>(`/v1/envios?estado=registrado&limit=200${cursor}`);
    codigos.push(...body.datos.map(({ codigo }) => codigo));
    if (!body.siguiente) return codigos;
    cursor = `&cursor=${body.siguiente}`;
  }
}

async function monthsCopied(): Promise<Record<string, number>> {
  const { rows } = await stack.pool.query<{ mes: string; rows: number }>(
    'SELECT mes::text, count(*) AS rows FROM resto_envios_detalle GROUP BY mes',
  );
  return Object.fromEntries(rows.map(({ mes, rows }) => [mes.slice(0, 7), rows]));
}

test('a few open envíos of a month are copied, many are not; a list shows all of them, and none that was closed since', async () => {
  const many = await stack.given.envios(501, { creadoEn: '2026-05-10T12:00:00.000Z' });
  const few = await Promise.all([1, 2, 3].map(() => stack.given.envio({ creadoEn: OLD })));
  const all = [...few, ...many].map(({ codigo }) => codigo).sort();
  await refresh();
  expect(await monthsCopied()).toEqual({ '2026-03': 3 });
  expect((await listOpen()).sort()).toEqual(all);

  const closed = few[0]!.codigo;
  const entregado = { tipo: 'entregado' as const, ocurridoEn: '2026-03-12T12:00:00.000Z' };
  await stack.given.applied([{ ...stack.given.traza(closed), ...entregado }]);
  const open = all.filter((codigo) => codigo !== closed);
  expect(await monthsCopied()).toEqual({ '2026-03': 3 });
  expect((await listOpen()).sort()).toEqual(open);

  await refresh();
  expect(await monthsCopied()).toEqual({ '2026-03': 2 });
  expect((await listOpen()).sort()).toEqual(open);
});

test('a month that is no longer hot is not read from what was copied of it', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: '2026-01-10T12:00:00.000Z' });
  await refresh();
  expect(await listOpen()).toContain(codigo);
  await stack.pool.query("UPDATE periodos SET caliente = false WHERE mes = '2026-01-01'");
  expect(await listOpen()).not.toContain(codigo);
});
