import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { conditionsOf } from '../../src/modules/envios/envio-conditions.js';
import type { EnvioFilter } from '../../src/modules/envios/envio-filter.dto.js';
import { translateWords } from '../../src/modules/envios/envio-search.js';
import { readList } from '../../src/platform/read-models/read-list.js';
import { ListData, QUERIES } from '../support/list-data.js';
import { listModel } from '../support/list-model.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';
import { ENVIOS_DETALLE } from '../../src/modules/estados/contract.js';

let stack: Stack;
let data: ListData;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } });
  data = new ListData(stack, seededRandom());
  await data.prepare();
  await data.create(100);
  await data.report(100);
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand());
  await data.report(100);
});
afterAll(() => stack.close());

const ORDERS = [
  { orden: '-creado', order: { descending: true } },
  { orden: 'ultimaTraza', order: { column: 'ultima_traza_en', descending: false } },
] as const;

/** What is done when the words find too many to name them: each row is asked. */
test.each(ORDERS)(
  'words asked of each row find what the index finds, by $orden',
  async ({ orden, order }) => {
    for (const q of QUERIES) {
      for (const rest of [{}, { atrasado: 'true' as const }]) {
        const filter: EnvioFilter & { q: string } = { q, orden, ...rest };
        const words = await translateWords(stack.pool, filter);
        const rows = await readList<{ codigo: string }>(stack.pool, stack.pool, ENVIOS_DETALLE, {
          columns: ['codigo'],
          where: conditionsOf(filter, { words }, undefined),
          order,
          limit: 200,
        });
        const expected = listModel(data.envios, { q, orden, ...rest });
        expect({ q, codigos: rows.map(({ codigo }) => codigo) }).toEqual({
          q,
          codigos: expected.map(({ codigo }) => codigo),
        });
      }
    }
  },
);

test('a cliente is found by its name of now', async () => {
  const cliente = await stack.given.cliente({ nombre: 'Zapatería Ordóñez' });
  const { codigo } = await stack.given.envio({ clienteId: cliente.id });
  const find = async (q: string) => {
    const { body } = await stack.http.get<{ datos: { codigo: string }[] }>(`/v1/envios?q=${q}`);
    return body.datos.map((envio) => envio.codigo);
  };
  expect(await find('ordones')).toEqual([codigo]);
  await stack.pool.query('UPDATE clientes SET nombre = $1 WHERE id = $2', ['Calzados Ibarra', cliente.id]);
  expect(await find('ordones')).toEqual([]);
  expect(await find('calzado+ibara')).toEqual([codigo]);
});

test('a mistyped code finds its envío, and a right one no other', async () => {
  const [first, second] = await stack.given.envios(2);
  const find = async (q: string) => {
    const { body } = await stack.http.get<{ datos: { codigo: string }[] }>(
      `/v1/envios?q=${encodeURIComponent(q)}`,
    );
    return body.datos.map((envio) => envio.codigo);
  };
  const { codigo } = first!;
  expect(await find(codigo)).toEqual([codigo]);
  expect(await find(`${codigo.slice(0, 2)} ${codigo.slice(2, 6)}-${codigo.slice(6).toLowerCase()}`)).toEqual([
    codigo,
  ]);
  expect(await find(codigo.slice(0, 10) + codigo.slice(11))).toContain(codigo);
  expect(await find(`X${codigo.slice(1)}`)).toContain(codigo);
  expect(await find(second!.codigo)).not.toContain(codigo);
});
