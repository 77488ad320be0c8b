import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { SettleEsperasCommand } from '../../src/commands/trazas/settle-esperas.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Dispositivo } from '../../src/modules/dispositivos/dispositivo.dto.js';
import type { Tanda, TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { type Stack, startStack } from '../support/stack.js';

const MES = monthOfText('2020-03');

let stack: Stack;
let commands: CommandBus;
beforeAll(async () => {
  stack = await startStack({ worker: false, env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  commands = stack.get(CommandBus);
});
afterAll(() => stack.close());

const posted = (codigo: string, fields: Record<string, unknown>) =>
  stack.given.traza(codigo, fields) as unknown as TrazaPosted;
const tandaOf = (...trazas: TrazaPosted[]): Tanda => ({
  id: uuidV7(),
  sal: 7,
  recibidaEn: new Date().toISOString(),
  trazas,
});
const store = (tanda: Tanda) => commands.execute(new StoreTandaCommand(tanda));
const settle = async () => {
  while ((await commands.execute(new SettleEsperasCommand())) > 0);
};
const counts = async (id: string) => {
  const { totalTrazas, contenidosDistintos } = (await stack.http.get<Dispositivo>(`/v1/dispositivos/${id}`))
    .body;
  return { totalTrazas, contenidosDistintos };
};
const letters = async ({ id }: Tanda) =>
  (await stack.pool.query<{ resultados: string }>('SELECT resultados FROM tandas WHERE id = $1', [id]))
    .rows[0]?.resultados;

test('finding 19: a repeat with another body is counted once, however often its tanda is delivered', async () => {
  const { codigo } = await stack.given.envio();
  const id = randomUUID();
  const traza = posted(codigo, { dispositivoId: id, lugar: 'Cusco' });
  await store(tandaOf(traza));
  const others = tandaOf({ ...traza, lugar: 'Lima' }, traza, { ...traza, lugar: 'Puno' });
  await Promise.all([store(others), store(others), store(others)]);
  await store(others);
  expect(await letters(others)).toBe('cdc');
  expect(await counts(id)).toEqual({ totalTrazas: 1, contenidosDistintos: 2 });
  // Another tanda is another repeat.
  await store(tandaOf({ ...traza, lugar: 'Lima' }));
  expect(await counts(id)).toEqual({ totalTrazas: 1, contenidosDistintos: 3 });
});

test('finding 19: the same of one that waited for its envío, and is delivered again when that is there', async () => {
  const [codigo] = (await stack.given.codigos(1)) as [string];
  const id = randomUUID();
  const traza = posted(codigo, { dispositivoId: id, lugar: 'Cusco' });
  const tanda = tandaOf(traza, { ...traza, lugar: 'Lima' });
  await store(tanda);
  expect(await letters(tanda)).toBe('pp');
  await stack.given.envio({ codigo });
  await settle();
  expect([...((await letters(tanda)) ?? '')].sort().join('')).toBe('ac');
  await store(tanda);
  expect(await counts(id)).toEqual({ totalTrazas: 1, contenidosDistintos: 1 });
});

test('finding 19: repeats of an archived envío are compared with what the archive has, and do not bring it back', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: '2020-03-10T15:00:00.000Z' });
  const id = randomUUID();
  const at = { ocurridoEn: '2020-03-12T10:00:00.123Z', dispositivoId: id };
  const full = {
    ...at,
    ...{ tipo: 'nota', motivo: 'clima', secuencia: 7, centroId: randomUUID(), lugar: 'Cusco, «Centro»' },
    ...{ lat: -13.516, lon: -71.97, datos: { a: [1, { b: null }], texto: 'ñ' } },
  };
  const nota = posted(codigo, full);
  const entregado = posted(codigo, { ...at, tipo: 'entregado', ocurridoEn: '2020-03-13T10:00:00.000Z' });
  await store(tandaOf(nota, entregado));
  await commands.execute(new ArchiveMonthCommand(MES));
  expect((await stack.given.detalle(codigo)).fuente).toBe('archivo');
  const same = tandaOf(nota, { ...nota, datos: { texto: 'ñ', a: [1, { b: null }] } }, entregado);
  const changes = [
    { tipo: 'entregado' },
    { motivo: null },
    { secuencia: 8 },
    { centroId: null },
    { lugar: 'Lima' },
    { lat: -13.517 },
    { datos: { a: 1 } },
    { ocurridoEn: '2020-03-12T10:00:00.124Z' },
  ];
  const others = tandaOf(...changes.map((change) => ({ ...nota, ...change })));
  await store(same);
  await store(others);
  await settle();
  expect(await letters(same)).toBe('ddd');
  expect(await letters(others)).toBe('c'.repeat(changes.length));
  expect((await stack.given.detalle(codigo)).fuente).toBe('archivo');
  expect(await counts(id)).toEqual({ totalTrazas: 2, contenidosDistintos: changes.length });
  // What could never be stored is no reason for the others to wait.
  const poison = tandaOf({ ...nota, tipo: 'inventado' }, { ...nota, lugar: 'Lima' });
  await store(poison);
  await settle();
  await store(poison);
  expect(await letters(poison)).toBe('cc');
  expect(await counts(id)).toMatchObject({ contenidosDistintos: changes.length + 1 });
});
