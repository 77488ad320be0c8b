import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Errand, type ErrandWorker, WorksErrands } from '../../src/platform/errands/errand-worker.js';
import { Errands } from '../../src/platform/errands/errands.js';
import { inTransaction } from '../../src/platform/database/transaction.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { startWorkerWith } from '../support/worker-with.js';

const LIMIT_MS = 120_000;
const KIND = 'prueba-aviso';

/** A receiver of notices that answers when it is let. */
class Receiver {
  readonly got: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(answer: (fact: string) => Promise<number>): Promise<Receiver> {
    const server = createServer((request, response) => {
      const fact = String(request.headers['webhook-id']);
      receiver.got.push(fact);
      void answer(fact).then((status) => response.writeHead(status).end());
    });
    const receiver = new Receiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

@Injectable()
@WorksErrands()
class Notices implements ErrandWorker {
  readonly kind = KIND;
  readonly attempts = 3;
  readonly backoffS = () => 0.05;

  async run({ destination, fact }: Errand, signal: AbortSignal): Promise<void> {
    const { status } = await fetch(destination, {
      method: 'POST',
      headers: { 'webhook-id': fact, connection: 'close' },
      signal,
    });
    if (status >= 300) throw new Error(`answered ${status}`);
  }
}

let stack: Stack;
const receivers: Receiver[] = [];
const workers: INestApplicationContext[] = [];

beforeAll(async () => {
  stack = await startStack({ worker: false });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  await stack.pool.query('DELETE FROM encargos');
});
afterAll(() => stack.close());

const startWorker = async () => workers.push(await startWorkerWith(stack.config, [Notices]));

const file = (destination: string, facts: string[]) =>
  inTransaction(stack.pool, (db) =>
    Errands.file(
      db,
      KIND,
      facts.map((fact) => ({ destination, fact, body: {} })),
    ),
  );

const states = async () =>
  (
    await stack.pool.query<{ estado: string; n: number }>(
      'SELECT estado, count(*) AS n FROM encargos GROUP BY estado ORDER BY estado',
    )
  ).rows.map(({ estado, n }) => `${estado} ${n}`);

test(
  'twenty slow receivers are served beside one another',
  async () => {
    // Each answers only when all of them have been called: one after the other, this would never end.
    const all = Promise.withResolvers<void>();
    let called = 0;
    for (let index = 0; index < 20; index += 1)
      receivers.push(
        await Receiver.start(async () => {
          if ((called += 1) === 20) all.resolve();
          await all.promise;
          return 204;
        }),
      );
    for (const { url } of receivers) await file(url, ['a']);
    await startWorker();
    await poll('all of them', async () => (await states()).join() === 'hecho 20', 60_000);
  },
  LIMIT_MS,
);

test(
  'one destination gets its errands in order and each once, though filed again, by two processes',
  async () => {
    const receiver = await Receiver.start(async () => 204);
    receivers.push(receiver);
    const facts = Array.from({ length: 50 }, (_, index) => `hecho-${index}`);
    for (const fact of facts) await file(receiver.url, [fact]);
    await file(receiver.url, facts);
    await Promise.all([startWorker(), startWorker()]);
    await poll('all of them', async () => (await states()).join() === 'hecho 50', 60_000);
    expect(receiver.got).toEqual(facts);
  },
  LIMIT_MS,
);

test(
  'a receiver that fails is tried again and then waits for an operator; the others go on',
  async () => {
    const broken = await Receiver.start(async () => 500);
    const sound = await Receiver.start(async () => 204);
    receivers.push(broken, sound);
    await file(broken.url, ['a']);
    await file(sound.url, ['a', 'b']);
    await startWorker();
    await poll('both', async () => (await states()).join() === 'hecho 2,muerto 1', 60_000);
    expect(broken.got).toEqual(['a', 'a', 'a']);
    const { rows } = await stack.pool.query(`SELECT intentos, error FROM encargos WHERE estado = 'muerto'`);
    expect(rows).toEqual([{ intentos: 3, error: 'answered 500' }]);
  },
  LIMIT_MS,
);

test(
  'a process that stops gives back what it had in hand, and the try does not count',
  async () => {
    const arrived = Promise.withResolvers<void>();
    const silent = await Receiver.start((fact) => {
      arrived.resolve();
      return fact === 'a' && silent.got.length === 1 ? new Promise(() => undefined) : Promise.resolve(204);
    });
    receivers.push(silent);
    await file(silent.url, ['a']);
    await startWorker();
    await arrived.promise;
    await workers.pop()?.close();
    expect((await stack.pool.query('SELECT estado, intentos FROM encargos')).rows).toEqual([
      { estado: 'pendiente', intentos: 0 },
    ]);
    await startWorker();
    await poll('the other try', async () => (await states()).join() === 'hecho 1', 60_000);
  },
  LIMIT_MS,
);

test(
  'what a killed process had in hand is taken up when its lease has run out',
  async () => {
    const receiver = await Receiver.start(async () => 204);
    receivers.push(receiver);
    await file(receiver.url, ['a']);
    await stack.pool.query(
      `UPDATE encargos SET epoca = 1, intentos = 1, arriendo_hasta = now() + interval '1 second'`,
    );
    await startWorker();
    await poll('it', async () => (await states()).join() === 'hecho 1', 60_000);
    expect((await stack.pool.query('SELECT epoca, intentos FROM encargos')).rows).toEqual([
      { epoca: 2, intentos: 2 },
    ]);
  },
  LIMIT_MS,
);
