import { CommandBus } from '@nestjs/cqrs';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import { capturaIdOf } from '../../src/modules/trazas/captura-id.js';
import type { ListaColas } from '../../src/modules/colas/cola.dto.js';
import type { Recibo } from '../../src/modules/trazas/captura.dto.js';
import type { Tanda, TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import type { PaginaRechazos } from '../../src/modules/trazas/rechazo.dto.js';
import { TandaQueue } from '../../src/modules/trazas/tanda.queue.js';
import { jsonText } from '../../src/platform/database/json-text.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { REDIS } from '../../src/platform/queues/queues.module.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

// What the door would refuse reaches the worker all the same: by a door of another version, or by a fault of this one.
let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

const traza = (codigo: string, fields: object = {}) =>
  stack.given.traza(codigo, fields) as unknown as TrazaPosted;

/** JSON of so many lists inside each other. */
const nested = (levels: number): object => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as object;

const tandaOf = (trazas: TrazaPosted[]): Tanda => ({
  id: uuidV7(),
  sal: 7,
  recibidaEn: new Date().toISOString(),
  trazas,
});

const receipt = async ({ id: tandaId, sal, trazas: { length: count } }: Tanda) =>
  (await stack.http.get<Recibo>(`/v1/capturas/${capturaIdOf({ tandaId, from: 0, count }, sal)}`)).body;

/** Stores a tanda as the worker does. */
async function stored(trazas: TrazaPosted[]): Promise<Recibo> {
  const tanda = tandaOf(trazas);
  await stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
  return receipt(tanda);
}

/** Puts a tanda into the queue, as the API writes it, however deep it is, and waits for its verdicts. */
async function queued(trazas: TrazaPosted[]): Promise<Recibo> {
  const tanda = tandaOf(trazas);
  await stack.get(TandaQueue).add({ ...tanda, trazas: trazas.map(() => stack.given.traza('') as never) });
  const { REDIS_PREFIX } = stack.config;
  await stack.get<Redis>(REDIS as never).hset(`${REDIS_PREFIX}:trazas:${tanda.id}`, 'data', jsonText(tanda));
  await stack.startWorker();
  const complete = await poll(
    'the worker to have an answer to every event',
    async () => {
      const recibo = await receipt(tanda);
      return recibo.estado === 'completa' && recibo;
    },
    60_000,
  );
  const { body } = await stack.http.get<ListaColas>('/v1/colas');
  expect(body.datos.find(({ nombre }) => nombre === 'trazas')?.trabajos.demorados).toBe(0);
  await stack.stopWorker();
  return complete;
}

const impossible: readonly [what: string, fields: Record<string, unknown>][] = [
  ['datos 4,400 levels deep', { datos: nested(4_400) }],
  ['a null character in datos', { datos: { nota: 'a\0b' } }],
  ['a null character in the code', { codigo: 'TZ\0' }],
  ['an idEvento that is no UUID', { idEvento: 'uno' }],
  ['no idEvento', { idEvento: undefined }],
  ['a code that is a number', { codigo: 5 }],
  ['a code that is an object', { codigo: { a: 1 } }],
  ['a time without end', { ocurridoEn: 'infinity' }],
  ['a year of five digits', { ocurridoEn: '9999-12-31T23:59:59.000-15:00' }],
  ['a time before there were any, by a device', { ocurridoEn: '-infinity', dispositivoId: randomUUID() }],
  ['a time that there is not', { ocurridoEn: '2026-02-30T00:00:00Z' }],
  ['a counter that is no number', { secuencia: 1.5 }],
  ['a tipo that there is not', { tipo: 'volando' }],
  ['a place that is a list', { lugar: [['a', 'b']] }],
  ['a device that is no UUID', { dispositivoId: 'lector' }],
];

test.each(impossible)('finding 3: %s is rejected alone', async (_, fields) => {
  const { codigo } = await stack.given.envio();
  const recibo = await stored([traza(codigo), traza(codigo, fields), traza(codigo)]);
  expect(recibo.eventos.map(({ resultado }) => resultado)).toEqual(['aplicada', 'rechazada', 'aplicada']);
  expect(recibo.eventos[1]).toMatchObject({ problema: 'dato-imposible' });
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(2);
});

test('finding 3: beside 150 innocent trazas a poison, and what is no traza at all, leave all of those stored at once', async () => {
  const envios = await stack.given.envios(150);
  const innocent = envios.map(({ codigo }) => traza(codigo));
  const poison = traza(envios[0]!.codigo, { datos: { a: nested(4_400) } });
  const trazas = [...innocent.slice(0, 54), poison, null as unknown as TrazaPosted, ...innocent.slice(54)];
  const recibo = await queued(trazas);
  expect(recibo).toMatchObject({ total: 152, aplicadas: 150, rechazadas: 2 });
  const { body } = await stack.http.get<PaginaRechazos>(`/v1/rechazos?codigo=${poison.codigo}`);
  expect(body.datos).toMatchObject([{ razon: 'dato-imposible', idEvento: poison.idEvento }]);
  const { rows } = await stack.pool.query<{ cuerpo: string }>('SELECT cuerpo FROM rechazos WHERE id = $1', [
    body.datos[0]!.id,
  ]);
  expect(rows[0]!.cuerpo).toBe(jsonText(poison));
});

test('finding 3: a body deeper than any stack is kept, shown and tried again', async () => {
  const { codigo } = await stack.given.envio();
  const recibo = await stored([traza(codigo, { datos: nested(200_000) }), traza(codigo)]);
  expect(recibo).toMatchObject({ estado: 'completa', aplicadas: 1, rechazadas: 1 });
  const { body } = await stack.http.get<PaginaRechazos>(`/v1/rechazos?codigo=${codigo}`);
  const again = await stack.http.post(`/v1/rechazos/${body.datos[0]!.id}/reproceso`, undefined);
  expect(again).toMatchObject({
    status: 200,
    body: { estado: 'abierto', razon: 'dato-imposible', intentos: 1 },
  });
});

test.each(['P0001', '54001', 'XX000', '22P02', '0L000'])(
  'finding 3: an error %s that one event causes is the end of that event alone',
  async (state) => {
    await stack.pool.query(`
      CREATE FUNCTION de_prueba() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.lugar = 'veneno' THEN RAISE EXCEPTION 'de prueba' USING ERRCODE = '${state}'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER de_prueba BEFORE INSERT ON trazas FOR EACH ROW EXECUTE FUNCTION de_prueba()`);
    try {
      const { codigo } = await stack.given.envio();
      const recibo = await stored([traza(codigo), traza(codigo, { lugar: 'veneno' }), traza(codigo)]);
      expect(recibo).toMatchObject({ aplicadas: 2, rechazadas: 1 });
    } finally {
      await stack.pool.query('DROP TRIGGER de_prueba ON trazas; DROP FUNCTION de_prueba');
    }
  },
);
