import { CommandBus } from '@nestjs/cqrs';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import type { TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import { SettleEsperasCommand } from '../../src/commands/trazas/settle-esperas.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { POINTS, runToDeath } from '../support/archive-death.js';
import { type Stack, startStack } from '../support/stack.js';

const MES = monthOfText('2020-03');

const LIMIT_MS = POINTS === 'pasos' ? 600_000 : 10_800_000;

let stack: Stack;
let commands: CommandBus;
let codigos: string[];
beforeAll(async () => {
  stack = await startStack({ worker: false, env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  commands = stack.get(CommandBus);
  const envios = await stack.given.envios(12, { creadoEn: '2020-03-10T15:00:00.000Z' });
  codigos = envios.map(({ codigo }) => codigo);
  // All but two are closed.
  for (const codigo of codigos.slice(2)) await store(codigo, 'entregado');
});
afterAll(() => stack.close());

async function store(codigo: string, tipo: string) {
  const traza = stack.given.traza(codigo, { tipo, ocurridoEn: '2020-03-12T10:00:00.000Z' });
  const tanda = {
    id: uuidV7(),
    sal: 1,
    recibidaEn: new Date().toISOString(),
    trazas: [traza as unknown as TrazaPosted],
  };
  await commands.execute(new StoreTandaCommand(tanda));
  while ((await commands.execute(new SettleEsperasCommand())) > 0);
}

/** Everything there is, as readers see it, wherever it comes from. */
async function everything(): Promise<Omit<EnvioDetalle, 'fuente'>[]> {
  const all = await Promise.all(codigos.map((codigo) => stack.given.detalle(codigo)));
  return all.map(({ fuente: _, ...envio }) => envio);
}

const LEFT_BEHIND = `
  SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('gracia') AND relkind = 'r') AS gracia,
         (SELECT count(*) FROM pg_namespace WHERE nspname = 'relevo') AS relevo`;

const DIFFERENCES = `
  WITH vista AS (SELECT to_jsonb(v) - 'mes' - 'fuente' AS fila FROM vista_envios_detalle v),
       def AS (SELECT to_jsonb(d) AS fila FROM def_envios_detalle d)
  SELECT (SELECT count(*) FROM (SELECT fila FROM vista EXCEPT ALL SELECT fila FROM def) x)
       + (SELECT count(*) FROM (SELECT fila FROM def EXCEPT ALL SELECT fila FROM vista) x) AS differences,
       (SELECT count(*) FROM vista) AS rows`;

const finish = (task: string) =>
  commands
    .execute(task === 'archivar' ? new ArchiveMonthCommand(MES) : new RestoreMonthCommand(MES))
    .catch((error: unknown) => {
      // The one that died had done all of it.
      if (task === 'restaurar' && String(error).includes('periodo-no-archivado')) return;
      throw error;
    });

test('killed just after a month has changed hands, with what it replaced still there: the next run finishes', async () => {
  for (const task of ['archivar', 'restaurar'] as const) {
    const before = await everything();
    const { killed, said } = await runToDeath(stack.config, task, MES, 'REFRESH MATERIALIZED VIEW');
    expect([killed, said]).toEqual([true, expect.stringContaining('muere en')]);
    await finish(task);
    expect(await everything()).toEqual(before);
  }
});

test(
  `killed at every point of ${POINTS}, archiving and restoring: nothing lost, nothing doubled, the next run finishes`,
  async () => {
    const deaths = { archivar: 0, restaurar: 0 };
    for (
      let at = 1, ended = { archivar: false, restaurar: false };
      !ended.archivar || !ended.restaurar;
      at += 1
    ) {
      for (const task of ['archivar', 'restaurar'] as const) {
        const before = await everything();
        const { killed, said } = ended[task]
          ? { killed: false, said: '' }
          : await runToDeath(stack.config, task, MES, at);
        if (killed) deaths[task] += 1;
        else ended = { ...ended, [task]: true };
        const where = `${task} ${at}: ${said}`;
        expect([where, await everything()]).toEqual([where, before]);
        // Something late arrives before anybody goes on: of one envío after the other.
        const late = codigos[2 + (at % (codigos.length - 2))] as string;
        await store(late, 'nota');
        const expected = await everything();
        expect([where, expected.map(({ totalTrazas }) => totalTrazas)]).toEqual([
          where,
          before.map(({ codigo, totalTrazas }) => totalTrazas + Number(codigo === late)),
        ]);
        await finish(task);
        expect([where, await everything()]).toEqual([where, expected]);
        const { rows } = await stack.pool.query(
          `SELECT x.*, y.* FROM (${LEFT_BEHIND}) x, (${DIFFERENCES}) y`,
        );
        if (task === 'restaurar')
          expect([where, rows]).toEqual([
            where,
            [{ gracia: 0, relevo: 0, differences: 0, rows: codigos.length }],
          ]);
      }
    }
    process.stdout.write(`muertes: ${JSON.stringify(deaths)}\n`);
    expect(deaths.archivar).toBeGreaterThan(15);
    expect(deaths.restaurar).toBeGreaterThan(5);
  },
  LIMIT_MS,
);
