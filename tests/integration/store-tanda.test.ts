import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { SettleEsperasCommand } from '../../src/commands/trazas/settle-esperas.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Tanda, TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import { EsperaRule } from '../../src/modules/trazas/espera-rule.js';
import { TandaLanes } from '../../src/modules/trazas/tanda-lanes.js';
import { TandaLedger } from '../../src/modules/trazas/tanda-ledger.js';
import { TrazaWriter } from '../../src/modules/trazas/traza-writer.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let commands: CommandBus;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  commands = stack.get(CommandBus);
});
afterAll(() => stack.close());

const traza = (codigo: string, fields: Partial<TrazaPosted> = {}) =>
  stack.given.traza(codigo, fields) as unknown as TrazaPosted;
const tandaOf = (...trazas: TrazaPosted[]): Tanda => ({
  id: uuidV7(),
  sal: 7,
  recibidaEn: new Date().toISOString(),
  trazas,
});
const store = (tanda: Tanda) => commands.execute(new StoreTandaCommand(tanda));

async function outcome({ id }: Tanda) {
  const { rows } = await stack.pool.query<{ resultados: string; problemas: object | null }>(
    'SELECT resultados, problemas FROM tandas WHERE id = $1',
    [id],
  );
  return rows;
}

const countTrazas = async (idEvento: string) =>
  (await stack.pool.query('SELECT FROM trazas WHERE id_evento = $1', [idEvento])).rowCount;

test('a tanda that is delivered again changes nothing, also at the same moment', async () => {
  const { codigo } = await stack.given.envio();
  const tanda = tandaOf(traza(codigo), traza(codigo));
  await Promise.all([store(tanda), store(tanda), store(tanda)]);
  await store(tanda);
  expect(await outcome(tanda)).toEqual([{ resultados: 'aa', problemas: null }]);
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(2);
});

test('a tanda that was stored in part is finished by a worker with another number of lanes', async () => {
  const envios = await stack.given.envios(12);
  const [reserved, another] = (await stack.given.codigos(2)) as [string, string];
  const tanda = tandaOf(...envios.map(({ codigo }) => traza(codigo)), traza(reserved));
  const lanes = (count: number) =>
    new TandaLanes(
      stack.pool,
      { ...stack.config, TRAZO_INGESTA_CARRILES: count },
      stack.get(TrazaWriter),
      stack.get(EsperaRule),
      stack.get(TandaLedger),
    );
  // Killed after its first lane: the events of the others are missing.
  const firstLane = {
    ...tanda,
    trazas: tanda.trazas.map((one, index) => (index % 3 === 0 ? one : traza(another))),
  };
  await lanes(1).storeTanda(firstLane);
  await stack.pool.query('DELETE FROM trazas_en_espera WHERE codigo = $1', [another]);
  await stack.pool.query(`UPDATE tandas SET resultados = replace(resultados, 'p', '?') WHERE id = $1`, [
    tanda.id,
  ]);
  await Promise.all([lanes(3).storeTanda(tanda), lanes(5).storeTanda(tanda)]);
  expect((await outcome(tanda)).map(({ resultados }) => resultados)).toEqual(['aaaaaaaaaaaap']);
  const { rowCount } = await stack.pool.query('SELECT FROM trazas_en_espera WHERE tanda_id = $1', [tanda.id]);
  expect(rowCount).toBe(1);
});

test('an event that comes twice is stored once: in one tanda, in two, in capitals', async () => {
  const { codigo } = await stack.given.envio();
  const event = traza(codigo);
  const first = tandaOf(event, event);
  const second = tandaOf({ ...event, idEvento: event.idEvento.toUpperCase() }, traza(codigo));
  await store(first);
  await store(second);
  expect([await outcome(first), await outcome(second)].flat().map(({ resultados }) => resultados)).toEqual([
    'ad',
    'da',
  ]);
  expect(await countTrazas(event.idEvento)).toBe(1);
});

test('what PostgreSQL refuses is rejected alone, with its body and the reason', async () => {
  const [a, b] = await stack.given.envios(2);
  // Past the validation at the door on purpose: a year that timestamptz does not hold.
  const poison = traza(a!.codigo, { ocurridoEn: '+999999-01-01T00:00:00Z' });
  const tanda = tandaOf(traza(a!.codigo), traza(b!.codigo), poison, traza(b!.codigo), traza(a!.codigo));
  await store(tanda);
  expect(await outcome(tanda)).toEqual([{ resultados: 'aaraa', problemas: { 2: 'dato-imposible' } }]);
  const { rows } = await stack.pool.query(
    'SELECT indice, razon, cuerpo, codigo FROM rechazos WHERE tanda_id = $1',
    [tanda.id],
  );
  expect(rows).toEqual([
    { indice: 2, razon: 'dato-imposible', codigo: a!.codigo, cuerpo: JSON.stringify(poison) },
  ]);
  expect((await stack.given.detalle(a!.codigo)).totalTrazas).toBe(2);
});

test('several poison rows are all found', async () => {
  const { codigo } = await stack.given.envio();
  const rows = Array.from({ length: 33 }, (_, index) =>
    traza(codigo, index % 8 === 0 ? { tipo: 'volando' } : {}),
  );
  const tanda = tandaOf(...rows);
  await store(tanda);
  const resultados = rows.map(({ tipo }) => (tipo === 'volando' ? 'r' : 'a')).join('');
  expect(await outcome(tanda)).toMatchObject([{ resultados }]);
});

test('a traza that comes before its envío waits, and applies itself when the envío is created', async () => {
  const { codigo, tanda: early } = await earlyTanda();
  expect(await commands.execute(new SettleEsperasCommand())).toBe(0);
  await stack.given.envio({ codigo });
  expect(await commands.execute(new SettleEsperasCommand())).toBe(1);
  expect(await outcome(early)).toEqual([{ resultados: 'a', problemas: null }]);
  expect((await stack.given.detalle(codigo)).estado).toBe('recogido');
});

test('one whose envío never comes is rejected after its time', async () => {
  const [codigo] = (await stack.given.codigos(1)) as [string];
  const tanda = tandaOf(traza(codigo), traza(codigo));
  await store(tanda);
  await stack.pool.query(
    `UPDATE trazas_en_espera SET vence_en = now() - interval '1 s' WHERE tanda_id = $1`,
    [tanda.id],
  );
  await Promise.all([1, 2].map(() => commands.execute(new SettleEsperasCommand())));
  expect(await outcome(tanda)).toEqual([
    { resultados: 'rr', problemas: { 0: 'envio-desconocido', 1: 'envio-desconocido' } },
  ]);
  expect((await stack.pool.query('SELECT FROM rechazos WHERE tanda_id = $1', [tanda.id])).rowCount).toBe(2);
});

test('a second delivery that finds the envío, before what waited for it is looked at, stores it as the same event', async () => {
  const waiting = await earlyTanda();
  const rejected = tandaOf(traza(waiting.codigo));
  await store(rejected);
  await stack.pool.query(`UPDATE trazas_en_espera SET vence_en = now() WHERE tanda_id = $1`, [rejected.id]);
  await commands.execute(new SettleEsperasCommand());
  expect(await outcome(rejected)).toMatchObject([{ resultados: 'r' }]);
  await stack.given.envio({ codigo: waiting.codigo });
  for (const tanda of [waiting.tanda, rejected]) await store(tanda);
  expect(await commands.execute(new SettleEsperasCommand())).toBe(1);
  for (const tanda of [waiting.tanda, rejected])
    expect(await outcome(tanda)).toEqual([{ resultados: 'a', problemas: null }]);
  const { rows } = await stack.pool.query('SELECT estado FROM rechazos WHERE tanda_id = $1', [rejected.id]);
  expect(rows).toEqual([{ estado: 'reprocesado' }]);
  expect((await stack.given.detalle(waiting.codigo)).totalTrazas).toBe(2);
});

/** A tanda for an envío that will be created with a reserved code. */
async function earlyTanda() {
  const [codigo] = (await stack.given.codigos(1)) as [string];
  const tanda = tandaOf(traza(codigo, { tipo: 'recogido' }));
  await store(tanda);
  expect(await outcome(tanda)).toEqual([{ resultados: 'p', problemas: null }]);
  return { codigo, tanda };
}

test('writers of the same envíos in opposite orders do not deadlock', async () => {
  const codigos = (await stack.given.envios(30)).map(({ codigo }) => codigo);
  const tandas = Array.from({ length: 12 }, (_, index) => {
    const order = index % 2 === 0 ? codigos : codigos.toReversed();
    return tandaOf(...order.map((codigo) => traza(codigo, { idEvento: randomUUID() })));
  });
  await Promise.all(tandas.map(store));
  for (const codigo of codigos) expect((await stack.given.detalle(codigo)).totalTrazas).toBe(tandas.length);
});
