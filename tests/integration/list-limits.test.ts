import { QueryBus } from '@nestjs/cqrs';
import { text } from 'node:stream/consumers';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { EnvioFilter } from '../../src/modules/envios/envio-filter.dto.js';
import { GetExportacionQuery } from '../../src/queries/envios/get-exportacion.query.js';
import { SISTEMA } from '../../src/platform/access/actor.js';
import { contextOfActor } from '../../src/platform/access/request-context.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const started: Stack[] = [];
afterEach(async () => {
  for (const stack of started.splice(0)) await stack.close();
});

async function start(timeoutMs: number): Promise<Stack> {
  const stack = await startStack({ worker: false, env: { DATABASE_TIMEOUT_MS: String(timeoutMs) } });
  started.push(stack);
  return stack;
}

/** Runs `work` while every list waits for a lock, as it would wait for a scan that does not end. */
async function whileListsWait(stack: Stack, work: () => Promise<void>): Promise<void> {
  const client = await stack.pool.connect();
  try {
    await client.query('BEGIN; LOCK TABLE delta_envios_detalle IN ACCESS EXCLUSIVE MODE');
    await work();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

const countLists = async ({ pool }: Stack) =>
  (
    await pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
       AND application_name = 'trazo consultas' AND query LIKE '%delta_envios_detalle%'`,
    )
  ).rowCount;

test.each(['/v1/envios', '/v1/envios/exportacion'])(
  'GET %s that takes too long is cancelled, and says so',
  async (path) => {
    const stack = await start(200);
    await whileListsWait(stack, async () => {
      const answer = await stack.http.get(path);
      expect(answer).toMatchObject({
        status: 503,
        body: { type: '/problemas/consulta-demasiado-larga', status: 503 },
      });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });
    expect((await stack.http.get(path)).status).toBe(200);
  },
);

test.each(['/v1/envios?q=cusco', '/v1/envios/exportacion'])(
  'the query of GET %s ends when its client goes away, and leaves its connection whole',
  async (path) => {
    const stack = await start(600_000);
    await stack.given.envio();
    await whileListsWait(stack, async () => {
      const client = new AbortController();
      const answer = fetch(stack.http.url + path, { headers: HOUSE_HEADERS, signal: client.signal }).catch(
        (error: Error) => error.name,
      );
      await poll('the query to run', async () => (await countLists(stack)) === 1);
      client.abort();
      expect(await answer).toBe('AbortError');
      await poll('the query to end', async () => (await countLists(stack)) === 0);
    });
    expect((await stack.http.get(path)).status).toBe(200);
  },
);

test('an export reads on when what it has read was taken, and no sooner', async () => {
  const stack = await start(10_000);
  for (let lote = 0; lote < 5; lote += 1) await stack.given.envios(1_000);
  const filter: EnvioFilter = { orden: 'creado', campos: ['codigo'] };
  const { stream } = await stack
    .get(QueryBus)
    .execute(new GetExportacionQuery(filter, 'application/x-ndjson', contextOfActor(SISTEMA)));
  const first = (await stream[Symbol.asyncIterator]().next()).value as string;
  expect(first.trim().split('\n')).toHaveLength(1_000);
  // It comes last, and is there only if the last page had not been read yet.
  const { codigo } = await stack.given.envio();
  const rest = await text(stream);
  expect(rest.trim().split('\n').at(-1)).toBe(JSON.stringify({ codigo }));
  expect(rest.trim().split('\n')).toHaveLength(4_001);
});
