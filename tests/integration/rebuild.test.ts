import { writeFileSync, rmSync, readFileSync } from 'node:fs';
import { ENVIOS_DETALLE } from '../../src/modules/estados/contract.js';
import type { ReadModel } from '../../src/platform/read-models/read-model.js';
import { syncReadModels } from '../../src/platform/read-models/schema.js';
import { type Stack, startStack } from '../support/stack.js';

const detalle = ENVIOS_DETALLE;
const DEFINITION = 'prueba_reconstruccion.sql';
let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(async () => {
  rmSync(`prisma/views/${DEFINITION}`, { force: true });
  await stack.close();
});

test('nothing is built when nothing changed', async () => {
  expect(await syncReadModels(stack.pool)).toEqual([]);
});

test('a new definition is built while writers write and readers read, and both see it at the end', async () => {
  const [first] = await stack.given.envios(50);
  const { codigo } = first!;
  await stack.given.applied([stack.given.traza(codigo)]);
  const changed: ReadModel = {
    ...detalle,
    definition: DEFINITION,
    indexes: [...detalle.indexes, '(codigo)'],
  };
  const sql = readFileSync(`prisma/views/${detalle.definition}`, 'utf8');
  writeFileSync(
    `prisma/views/${DEFINITION}`,
    sql.replace('e.referencia,', 'upper(e.referencia) AS referencia,'),
  );

  let rebuilding = true;
  const posted: string[] = [];
  const write = async () => {
    while (rebuilding) posted.push((await stack.given.captured([stack.given.traza(codigo)])).capturaId);
  };
  const read = async () => {
    while (rebuilding) expect((await stack.given.detalle(codigo)).codigo).toBe(codigo);
  };
  const rebuild = async () => {
    expect(await syncReadModels(stack.pool, [changed])).toEqual(['envios_detalle']);
    rebuilding = false;
  };
  await Promise.all([write(), read(), rebuild()]);

  for (const id of posted) expect(await stack.given.settled(id)).toMatchObject({ aplicadas: 1 });
  expect(await stack.given.detalle(codigo)).toMatchObject({
    referencia: 'PEDIDO-77',
    totalTrazas: posted.length + 1,
  });
  expect((await stack.given.envio({ creadoEn: '2020-02-02T00:00:00Z' })).referencia).toBe('pedido-77');
});
