import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AnnulTrazaCommand } from '../../src/commands/envios/annul-traza.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { DropExpiredCommand } from '../../src/commands/trazas/drop-expired.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Evento } from '../../src/modules/eventos/evento.dto.js';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { TrazaWriter } from '../../src/modules/trazas/traza-writer.js';
import { SISTEMA } from '../../src/platform/access/actor.js';
import { contextOfActor } from '../../src/platform/access/request-context.js';
import { inTransaction } from '../../src/platform/database/transaction.js';
import { Consumer } from '../support/consumer.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let commands: CommandBus;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  commands = stack.get(CommandBus);
});
afterAll(() => stack.close());

/** What an event says came to be, and what it says was before. */
const after = ({ data }: Evento) => `${data.estado} ${data.motivo}`;
const before = ({ data }: Evento) =>
  data.estadoAnterior ? `${data.estadoAnterior} ${data.motivoAnterior}` : null;

test('every consumer sees every change once, in one order, beside slow writers, rollbacks and the refresher', async () => {
  const random = seededRandom();
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const codigos = (await stack.given.envios(25)).map(({ codigo }) => codigo);
  const early = new Consumer(stack.http, '?limit=7');
  const deadline = performance.now() + 6_000;
  const done = { committed: 0, rolledBack: 0, annulled: 0 };
  const enough = () => done.committed > 50 && done.rolledBack > 5 && done.annulled > 5;
  const running = () => performance.now() < deadline || !enough();
  const writer = stack.get(TrazaWriter);

  // Some take an id of the log early and commit late, some lock many envíos, some end in nothing.
  const write = async () => {
    while (running()) {
      const trazas = Array.from({ length: 1 + Math.floor(random() * 12) }, () => ({
        receivedAt: new Date().toISOString(),
        traza: {
          idEvento: randomUUID(),
          codigo: pick(codigos),
          tipo: pick(TIPOS_TRAZA),
          motivo: pick([null, 'clima', 'aduana']),
          ocurridoEn: new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 5e9)).toISOString(),
        },
      }));
      const [pause, fails] = [random() < 0.3 ? random() * 60 : 0, random() < 0.2];
      await inTransaction(stack.pool, async (client) => {
        await writer.appendKnown(client, trazas);
        if (pause) await delay(pause);
        if (fails) throw new Error('as if');
        done.committed += 1;
      }).catch((error: Error) => {
        expect(error.message).toBe('as if');
        done.rolledBack += 1;
      });
    }
  };
  const annul = async () => {
    while (running()) {
      const { rows } = await stack.pool.query<{ codigo: string; id: string }>(
        `SELECT c.codigo, t.id_evento AS id FROM trazas t JOIN codigos_envio c USING (envio_id)
         WHERE t.anulada_por IS NULL ORDER BY t.id_evento LIMIT 3`,
      );
      for (const { codigo, id } of rows) {
        await commands.execute(
          new AnnulTrazaCommand(codigo, id, { razon: 'no_ocurrio' }, contextOfActor(SISTEMA)),
        );
        done.annulled += 1;
      }
    }
  };
  const create = async () => {
    while (running()) codigos.push(...(await stack.given.envios(2)).map(({ codigo }) => codigo));
  };
  const refresh = async () => {
    while (running()) await commands.execute(new RefreshReadModelsCommand());
  };
  const readers = [
    early,
    new Consumer(stack.http, '?limit=1000'),
    new Consumer(stack.http, '?limit=3&esperar=50ms'),
  ];
  const follow = async (reader: Consumer) => {
    while (running()) await reader.next();
  };
  // A transaction that has nothing to do with envíos and stays open must hold nothing up.
  const idle = inTransaction(stack.pool, async (client) => {
    await client.query('SELECT pg_current_xact_id()');
    await delay(6_000);
  });
  await Promise.all([
    write(),
    write(),
    write(),
    write(),
    annul(),
    create(),
    refresh(),
    ...readers.map(follow),
    idle,
  ]);

  const late = new Consumer(stack.http, '?limit=100');
  for (const reader of [...readers, late]) await reader.catchUp();
  const ids = late.seen.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const reader of readers) expect(reader.seen.map(({ id }) => id)).toEqual(ids);

  const byEnvio = Map.groupBy(late.seen, ({ subject }) => subject);
  expect([...byEnvio.keys()].sort()).toEqual(codigos.toSorted());
  for (const [codigo, eventos] of byEnvio) {
    // What one says was before is what the one before it said came to be: none is missing, doubled or misplaced.
    expect(eventos.map(before)).toEqual([null, ...eventos.slice(0, -1).map(after)]);
    for (const evento of eventos) expect(before(evento)).not.toBe(after(evento));
    const { estado, motivo } = await stack.given.detalle(codigo);
    expect(after(eventos.at(-1)!)).toBe(`${estado} ${motivo}`);
  }
});

test('an annulment and its correction are one change', async () => {
  const { codigo } = await stack.given.envio();
  const wrong = stack.given.traza(codigo, { tipo: 'entregado' }) as { idEvento: string };
  await commands.execute(
    new StoreTandaCommand({
      id: randomUUID(),
      sal: 1,
      recibidaEn: new Date().toISOString(),
      trazas: [wrong as never],
    }),
  );
  const reader = new Consumer(stack.http, '?desde=ahora');
  await reader.next();
  const { codigo: _, ...correction } = stack.given.traza(codigo, { tipo: 'devuelto' });
  const input = { razon: 'dato_incorrecto' as const, correcciones: [correction as never] };
  await commands.execute(new AnnulTrazaCommand(codigo, wrong.idEvento, input, contextOfActor(SISTEMA)));
  await reader.catchUp();
  expect(reader.seen.map((evento) => [before(evento), after(evento)])).toEqual([
    ['entregado null', 'devuelto null'],
  ]);
});

test('what is no longer kept is dropped from the oldest on, and a cursor before it is told so', async () => {
  const start = new Consumer(stack.http, '?limit=1');
  await start.next();
  await stack.given.envio();
  const middle = new Consumer(stack.http, '?desde=ahora');
  await middle.next();
  await stack.pool.query(
    `UPDATE bitacora SET creado_en = now() - interval '20 days' WHERE posicion IS NOT NULL`,
  );
  const { codigo } = await stack.given.envio();
  while ((await commands.execute(new DropExpiredCommand())) > 0);

  expect(await stack.http.get(start.url)).toMatchObject({
    status: 410,
    body: { type: '/problemas/cursor-vencido' },
  });
  await middle.catchUp();
  expect(middle.seen.map(({ subject }) => subject)).toEqual([codigo]);
  const fresh = new Consumer(stack.http, '');
  await fresh.catchUp();
  expect(fresh.seen.map(({ subject }) => subject)).toEqual([codigo]);

  // The last one stays for ever: it says how far the feed has come.
  await stack.pool.query(`UPDATE bitacora SET creado_en = now() - interval '20 days'`);
  while ((await commands.execute(new DropExpiredCommand())) > 0);
  expect((await stack.pool.query('SELECT FROM bitacora')).rowCount).toBe(1);
  await stack.given.envio();
  await middle.catchUp();
  expect(middle.seen).toHaveLength(2);
});
