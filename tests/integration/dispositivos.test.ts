import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Dispositivo } from '../../src/modules/dispositivos/dispositivo.dto.js';
import type { TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { answersAs } from '../support/api-description.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  codigo = (await stack.given.envio()).codigo;
});
afterAll(() => stack.close());

const read = async (id: string) => (await stack.http.get<Dispositivo>(`/v1/dispositivos/${id}`)).body;
const traza = (dispositivoId: string, at: number, fields: Partial<TrazaPosted> = {}) =>
  stack.given.traza(codigo, {
    dispositivoId,
    ocurridoEn: new Date(at).toISOString(),
    ...fields,
  }) as unknown as TrazaPosted;
const store = (receivedAt: number, trazas: TrazaPosted[]) =>
  stack.get(CommandBus).execute(
    new StoreTandaCommand({
      id: uuidV7(),
      sal: 1,
      recibidaEn: new Date(receivedAt).toISOString(),
      trazas,
    }),
  );

test('a clock that runs ahead is noticed from one traza, and the traza is kept as it was sent', async () => {
  const id = randomUUID();
  const now = Date.now();
  await store(now, [
    traza(id.toUpperCase(), now + 90 * MINUTE),
    traza(id, now - MINUTE),
    stack.given.traza(codigo),
  ]);
  expect(await read(id)).toEqual({
    id,
    totalTrazas: 2,
    contenidosDistintos: 0,
    primeraTrazaEn: new Date(now).toISOString(),
    ultimaTrazaEn: new Date(now).toISOString(),
    reloj: 'adelantado',
    desfaseRelojMs: 90 * MINUTE,
    desfaseReloj: 'PT1H30M',
  });
  const { rows } = await stack.pool.query(
    'SELECT ocurrido_en FROM trazas WHERE dispositivo_id = $1 ORDER BY 1 DESC LIMIT 1',
    [id],
  );
  expect(rows).toEqual([{ ocurrido_en: new Date(now + 90 * MINUTE).toISOString() }]);
});

test('late uploads of an offline device prove nothing', async () => {
  const id = randomUUID();
  const now = Date.now();
  await store(
    now,
    Array.from({ length: 30 }, (_, index) => traza(id, now - (10 + index) * MINUTE)),
  );
  expect(await read(id)).toMatchObject({ totalTrazas: 30, reloj: 'sin_datos', desfaseRelojMs: null });
  await store(now, [traza(id, now - 20_000)]);
  expect(await read(id)).toMatchObject({ reloj: 'en_hora', desfaseRelojMs: 0, desfaseReloj: 'PT0S' });
});

test('not one of many that came soon: the clock may be behind, by the shortest delay', async () => {
  const id = randomUUID();
  const random = seededRandom();
  const now = Date.now();
  const delays = Array.from({ length: 60 }, () => Math.floor((20 + random() * 100) * MINUTE));
  for (const [index, delay] of delays.entries())
    await store(now + index * 1_000, [traza(id, now + index * 1_000 - delay)]);
  expect(await read(id)).toMatchObject({
    totalTrazas: 60,
    reloj: 'posible_atraso',
    desfaseRelojMs: -Math.min(...delays),
  });
});

test('a clock that was set right is forgotten after two windows', async () => {
  const id = randomUUID();
  const start = Date.now() - 10 * DAY;
  const day = (number: number, ahead: number) => {
    const at = start + number * DAY;
    return store(
      at,
      Array.from({ length: 20 }, () => traza(id, at + ahead)),
    );
  };
  await day(0, 30 * MINUTE);
  await day(1.5, 0);
  expect(await read(id)).toMatchObject({ reloj: 'adelantado', desfaseRelojMs: 30 * MINUTE });
  await day(3, 0);
  expect(await read(id)).toMatchObject({ reloj: 'en_hora', totalTrazas: 60 });
});

test('what was stored before, or is refused, is no sighting', async () => {
  const id = randomUUID();
  const now = Date.now();
  const first = traza(id, now);
  await store(now, [first]);
  await store(now + DAY, [
    first,
    traza(id, now + 5 * MINUTE, { tipo: 'volando' }),
    traza(id, now + 2 * DAY, { codigo: 'TY999999995PE' }),
  ]);
  expect(await read(id)).toMatchObject({
    totalTrazas: 1,
    ultimaTrazaEn: new Date(now).toISOString(),
    desfaseRelojMs: 0,
  });
});

test('writers that name the same devices in opposite orders do not deadlock', async () => {
  const devices = Array.from({ length: 40 }, () => randomUUID());
  const envios = await stack.given.envios(12);
  const now = Date.now();
  await Promise.all(
    envios.map((envio, index) => {
      const order = index % 2 === 0 ? devices : devices.toReversed();
      return store(
        now,
        order.map((device) => traza(device, now, { codigo: envio.codigo })),
      );
    }),
  );
  for (const device of devices) expect((await read(device)).totalTrazas).toBe(envios.length);
});

test('over HTTP: posted, described, unknown, malformed', async () => {
  const id = randomUUID();
  await stack.startWorker();
  await stack.given.applied([stack.given.traza(codigo, { dispositivoId: id })]);
  (await answersAs(stack.http))('Dispositivo', await read(id));
  expect(await stack.http.get(`/v1/dispositivos/${randomUUID()}`)).toMatchObject({
    status: 404,
    body: { type: '/problemas/recurso-desconocido' },
  });
  expect(await stack.http.get('/v1/dispositivos/yo')).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/id', code: 'uuid' }] },
  });
  expect(
    await stack.http.post('/v1/trazas', stack.given.traza(codigo, { dispositivoId: 'camión 7' })),
  ).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/dispositivoId', code: 'uuid' }] } });
});
