import { randomUUID } from 'node:crypto';
import { AnnulTrazaCommand } from '../../src/commands/envios/annul-traza.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import type { TrazaSinCodigo } from '../../src/modules/trazas/traza-sin-codigo.dto.js';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { SISTEMA } from '../../src/platform/access/actor.js';
import { contextOfActor } from '../../src/platform/access/request-context.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { CommandBus } from '@nestjs/cqrs';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const CENTROS = [uuidV7(), uuidV7()];

// json has no equality: rows are compared as text.
const DIFFERENCES = `
  WITH vista AS (SELECT to_jsonb(v) - 'mes' - 'fuente' AS fila FROM vista_envios_detalle v),
       def AS (SELECT to_jsonb(d) AS fila FROM def_envios_detalle d)
  SELECT (SELECT count(*) FROM (SELECT fila FROM vista EXCEPT ALL SELECT fila FROM def) x)
       + (SELECT count(*) FROM (SELECT fila FROM def EXCEPT ALL SELECT fila FROM vista) x) AS differences,
       (SELECT count(*) FROM vista) AS rows`;

let stack: Stack;
let commands: CommandBus;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  commands = stack.get(CommandBus);
});
afterAll(() => stack.close());

test('vista equals def in both directions at any instant, beside three writers, an annuller and the refresher', async () => {
  const random = seededRandom();
  const months = ['2026-08-15', '2026-09-15', '2026-10-15'].map((day) => ({ creadoEn: `${day}T00:00:00Z` }));
  const codigos = (await Promise.all(months.map((month) => stack.given.envios(60, month))))
    .flat()
    .map((e) => e.codigo);
  const deadline = performance.now() + 6_000;
  const done = { tandas: 0, annulled: 0, refreshed: 0, checks: 0 };
  // On a busy machine longer, until it has been put to the test.
  const tested = () => done.tandas > 20 && done.annulled > 20 && done.refreshed > 5 && done.checks > 5;
  const running = () => performance.now() < deadline || !tested();

  const write = async () => {
    for (; running(); done.tandas += 1)
      await commands.execute(new StoreTandaCommand(randomTanda(codigos, random)));
  };
  const annul = async () => {
    while (running()) {
      const { rows } = await stack.pool.query<{ codigo: string; id: string }>(
        `SELECT c.codigo, t.id_evento AS id FROM trazas t JOIN codigos_envio c USING (envio_id)
         WHERE t.anulada_por IS NULL ORDER BY t.id_evento LIMIT 10`,
      );
      for (const { codigo, id } of rows) {
        const [{ codigo: _, ...correccion }] = randomTanda([codigo], random).trazas as [TrazaPosted];
        const correcciones = [correccion as TrazaSinCodigo];
        await commands.execute(
          new AnnulTrazaCommand(
            codigo,
            id,
            { razon: 'dato_incorrecto', correcciones },
            contextOfActor(SISTEMA),
          ),
        );
        done.annulled += 1;
      }
    }
  };
  const create = async () => {
    while (running()) {
      const envios = await stack.given.envios(5, months[Math.floor(random() * 3)]);
      codigos.push(...envios.map(({ codigo }) => codigo));
    }
  };
  const refresh = async () => {
    while (running()) done.refreshed += (await commands.execute(new RefreshReadModelsCommand())).length;
  };
  const check = async () => {
    for (; running(); done.checks += 1) {
      const { rows } = await stack.pool.query<{ differences: number }>(DIFFERENCES);
      expect(rows[0]?.differences).toBe(0);
    }
  };
  await Promise.all([write(), write(), write(), annul(), create(), refresh(), check()]);

  await commands.execute(new RefreshReadModelsCommand());
  const { rows } = await stack.pool.query<{ differences: number; rows: number }>(DIFFERENCES);
  expect(rows).toEqual([{ differences: 0, rows: codigos.length }]);
  expect((await stack.pool.query('SELECT FROM delta_envios_detalle')).rowCount).toBe(0);
});

test('a month without changes is not refreshed', async () => {
  await commands.execute(new RefreshReadModelsCommand());
  expect(await commands.execute(new RefreshReadModelsCommand())).toEqual([]);
  const { codigo } = await stack.given.envio({ creadoEn: '2026-09-20T00:00:00Z' });
  const refreshed = await commands.execute(new RefreshReadModelsCommand());
  expect(refreshed).toEqual([
    expect.objectContaining({ model: 'envios_detalle', month: '2026-09-01', folded: 1 }),
  ]);
  expect((await stack.given.detalle(codigo)).fuente).toBe('base');
});

test('a second refresher does nothing while one is at work', async () => {
  await stack.given.envio();
  const both = await Promise.all([1, 2].map(() => commands.execute(new RefreshReadModelsCommand())));
  expect(both.flat().filter(({ folded }) => folded > 0)).toHaveLength(1);
});

test('a query that names its month is planned without the others', async () => {
  const { rows } = await stack.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT codigo FROM vista_envios_detalle WHERE mes = '2026-09-01' AND id = '${uuidV7()}'`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('vm_envios_detalle_2026_09');
  expect(plan).not.toContain('vm_envios_detalle_2026_10');
});

function randomTanda(codigos: readonly string[], random: () => number) {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const trazas = Array.from({ length: 40 }, () => ({
    idEvento: randomUUID(),
    codigo: pick(codigos),
    tipo: pick(TIPOS_TRAZA),
    ocurridoEn: new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 5e9)).toISOString(),
    lugar: 'Centro X',
    centroId: pick([null, ...CENTROS]),
    secuencia: Math.floor(random() * 9),
  }));
  return { id: uuidV7(), sal: 1, recibidaEn: new Date().toISOString(), trazas };
}
