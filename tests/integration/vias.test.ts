import { Queue } from 'bullmq';
import type { Captura, Recibo } from '../../src/modules/trazas/captura.dto.js';
import type { ListaColas } from '../../src/modules/colas/cola.dto.js';
import { type Tanda, type TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { type QueueName } from '../../src/platform/queues/queues.js';
import { poll } from '../support/poll.js';
import type { Program } from '../support/program.js';
import { createInstallation, type Installation } from '../support/installation.js';
import { urlOf } from '../support/servers.js';

const LISTS = 60;
const LIST = 500;

let stack: Installation;
let codigos: string[];
let worker: Program | undefined;
// Processes of their own: what a worker is at must not keep the API waiting, nor the test.
beforeAll(async () => {
  stack = await createInstallation();
  await stack.start('api');
  codigos = (await stack.given.envios(100)).map(({ codigo }) => codigo);
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => stack.close());
const startWorker = async () => (worker = await stack.start('worker'));

const trazas = (count: number) =>
  Array.from({ length: count }, (_, index) => stack.given.traza(codigos[index % codigos.length] as string));
const recibo = async (capturaId: string) => (await stack.http.get<Recibo>(`/v1/capturas/${capturaId}`)).body;
const estado = async (capturaId: string) => (await recibo(capturaId)).estado;

async function onQueue<T>(name: QueueName, work: (queue: Queue) => Promise<T>): Promise<T> {
  const queue = new Queue(name, { connection: { url: urlOf('redis') }, prefix: stack.prefix });
  return work(queue).finally(() => queue.close());
}
const sizes = (name: QueueName) =>
  onQueue(name, async (queue) =>
    (await queue.getWaiting()).map((job) => Number(job.name)).sort((a, b) => a - b),
  );

test('finding 24: small captures share no tanda with a list, and both receipts are found while they wait', async () => {
  const counts = [1, 20, 21, 1, 500, 3];
  const captured = await Promise.all(counts.map((count) => stack.given.captured(trazas(count))));
  const sueltas = await sizes('trazas-sueltas');
  const masivas = await sizes('trazas');
  const sum = (list: number[]) => list.reduce((total, size) => total + size, 0);
  expect({ sueltas: sum(sueltas), masivas: sum(masivas) }).toEqual({ sueltas: 25, masivas: 521 });
  for (const [index, { capturaId }] of captured.entries())
    expect(await recibo(capturaId)).toMatchObject({ estado: 'pendiente', total: counts[index] });
  const { body } = await stack.http.get<ListaColas>('/v1/colas');
  const shown = Object.fromEntries(body.datos.map(({ nombre, trazas: count }) => [nombre, count]));
  expect(shown).toMatchObject({ trazas: 521, 'trazas-sueltas': 25, esperas: null });
  await startWorker();
  for (const [index, { capturaId }] of captured.entries())
    expect(await stack.given.settled(capturaId)).toMatchObject({ aplicadas: counts[index] });
});

test('finding 24: a scan that comes behind lists of 30,000 trazas is stored long before them', async () => {
  const lists: Captura[] = [];
  for (let list = 0; list < LISTS; list += 1) lists.push(await stack.given.captured(trazas(LIST)));
  await startWorker();
  const last = lists.at(-1)!.capturaId;
  // Each after the one before: whatever the worker is at when it comes, none waits for the lists.
  let scans = 0;
  while ((await estado(last)) === 'pendiente' && scans < 20) {
    await stack.given.applied(trazas(1));
    scans += 1;
  }
  expect(scans).toBe(20);
  expect(await estado(last)).toBe('pendiente');
  for (const { capturaId } of lists)
    expect(
      await poll('a list to be stored', () => stack.given.settled(capturaId).catch(() => undefined)),
    ).toMatchObject({ aplicadas: LIST });
});

test('finding 24: a list that comes behind thousands of scans is stored long before them', async () => {
  const tanda = (size: number): Tanda => ({
    id: uuidV7(),
    sal: 1,
    recibidaEn: new Date().toISOString(),
    trazas: trazas(size),
    via: 'suelta',
  });
  // As the API puts them there when very many come at once.
  const tandas = Array.from({ length: LISTS }, () => tanda(LIST));
  await onQueue('trazas-sueltas', (queue) =>
    queue.addBulk(
      tandas.map((data) => ({ name: String(LIST), data, opts: { jobId: data.id, removeOnComplete: true } })),
    ),
  );
  const { capturaId } = await stack.given.captured(trazas(200));
  await startWorker();
  await stack.given.settled(capturaId);
  const stored = async () =>
    (await stack.pool.query('SELECT FROM tandas WHERE id = ANY ($1)', [tandas.map(({ id }) => id)])).rowCount;
  expect(await stored()).toBeLessThan(LISTS);
  await poll('the scans to be stored', async () => (await stored()) === LISTS);
});

test('finding 24: what a version with one way has left in its queue is stored, lists and scans', async () => {
  const events = [...trazas(30), ...trazas(1)] as unknown as TrazaPosted[];
  const left: Tanda[] = [events.slice(0, 30), events.slice(30)].map((own) => ({
    id: uuidV7(),
    sal: 1,
    recibidaEn: new Date().toISOString(),
    trazas: own,
  }));
  await onQueue('trazas', (queue) =>
    queue.addBulk(left.map((data) => ({ name: String(data.trazas.length), data, opts: { jobId: data.id } }))),
  );
  await startWorker();
  const stored = async () =>
    (
      await stack.pool.query('SELECT FROM trazas WHERE id_evento = ANY ($1::uuid[])', [
        events.map(({ idEvento }) => idEvento),
      ])
    ).rowCount;
  await poll('all of it to be stored', async () => (await stored()) === events.length);
});
