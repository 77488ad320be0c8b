import type pg from 'pg';
import type { EnvioCreado } from '../../src/modules/envios/envio-creado.dto.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import type { Captura } from '../../src/modules/trazas/captura.dto.js';
import { PRIMARY_READ_POOL } from '../../src/platform/database/tokens.js';
import { poll } from '../support/poll.js';
import { type Replicated, startReplicated } from '../support/replicated.js';
import { type Stack, startStack } from '../support/stack.js';

const WAIT_MS = 3_000;

let servers: Replicated;
let stack: Stack;
beforeAll(async () => {
  servers = await startReplicated();
  stack = await startStack({
    env: {
      DATABASE_URL: servers.primaryUrl,
      DATABASE_READ_URL: servers.replicaUrl,
      TRAZO_REPLICA_ESPERA_MS: String(WAIT_MS),
    },
  });
});
afterAll(async () => {
  await stack.close();
  await servers.close();
});

const pause = () => servers.onReplica('SELECT pg_wal_replay_pause()');
const resume = () => servers.onReplica('SELECT pg_wal_replay_resume()');
const read = (codigo: string, version?: string) =>
  stack.http.get<EnvioDetalle>(`/v1/envios/${codigo}`, version ? { 'trazo-version-minima': version } : {});

/** A new envío and the token that its creation answered. */
async function created(): Promise<{ codigo: string; version: string }> {
  const { status, body, headers } = await stack.http.post<EnvioCreado>(
    '/v1/envios',
    await stack.given.envioBody(),
  );
  expect(status).toBe(201);
  return { codigo: body.codigo, version: headers.get('trazo-version')! };
}

/** How often the primary was asked by `work` instead of the replica. */
async function asksOfPrimary(work: () => Promise<void>): Promise<number> {
  const pool: pg.Pool = stack.api.get(PRIMARY_READ_POOL, { strict: false });
  const real = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  let asks = 0;
  pool.query = ((...args: unknown[]) => {
    asks += 1;
    return real(...args);
  }) as never;
  await work().finally(() => (pool.query = real as never));
  return asks;
}

test('queries go to the replica; with its token a client reads what it wrote, from whoever has it', async () => {
  await pause();
  const { codigo, version } = await created();
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect((await read(codigo)).status).toBe(404);
  const asks = await asksOfPrimary(async () => {
    expect(await read(codigo, version)).toMatchObject({ status: 200, body: { codigo } });
  });
  expect(asks).toBeGreaterThan(1);
  await resume();
  await poll('the replica to have it', async () => (await read(codigo)).status === 200);
});

test('a read waits for the replica, and takes it from there', async () => {
  await pause();
  const { codigo, version } = await created();
  const asks = await asksOfPrimary(async () => {
    const reading = read(codigo, version);
    await resume();
    expect((await reading).status).toBe(200);
  });
  expect(asks).toBe(0);
  // What it was once seen to have it is not asked for again.
  expect(await asksOfPrimary(async () => void (await read(codigo, version)))).toBe(0);
});

test('trazas: the 202 has no token, its receipt has one, and so has the 202 that waited for it', async () => {
  const { codigo } = await created();
  const plain = await stack.http.post<Captura>('/v1/trazas', stack.given.traza(codigo, { tipo: 'recogido' }));
  expect([plain.status, plain.headers.get('trazo-version')]).toEqual([202, null]);
  await stack.given.settled(plain.body.capturaId);
  const receipt = await stack.http.get(`/v1/capturas/${plain.body.capturaId}`);
  const first = receipt.headers.get('trazo-version')!;
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  await pause();
  expect((await read(codigo, first)).body.estado).toBe('recogido');
  const event = stack.given.traza(codigo, { tipo: 'en_reparto' });
  const waited = await stack.http.post<Captura>('/v1/trazas?esperar=10s', event);
  expect(waited.body.recibo).toMatchObject({ estado: 'completa' });
  expect((await read(codigo)).body.estado).not.toBe('en_reparto');
  expect((await read(codigo, waited.headers.get('trazo-version')!)).body.estado).toBe('en_reparto');
  await resume();
});

test('every write says how far it is: reference data and changes of it, and a lote', async () => {
  const cliente = await stack.http.post<{ id: string }>('/v1/clientes', { nombre: 'Uno' });
  const changed = await stack.http.patch(`/v1/clientes/${cliente.body.id}`, { nombre: 'Dos' });
  const lote = await stack.http.post('/v1/envios/lote', { envios: [await stack.given.envioBody()] });
  const versions = [cliente, changed, lote].map(({ headers }) => headers.get('trazo-version')!);
  expect(versions.toSorted()).toEqual(versions);
  await pause();
  const again = await stack.http.patch(`/v1/clientes/${cliente.body.id}`, { nombre: 'Tres' });
  const minimum = { 'trazo-version-minima': again.headers.get('trazo-version')! };
  const seen = await stack.http.get<{ nombre: string }>(`/v1/clientes/${cliente.body.id}`, minimum);
  expect(seen.body.nombre).toBe('Tres');
  await resume();
});

test('beside other writers everybody reads their own', async () => {
  const work = async () => {
    for (let round = 0; round < 12; round += 1) {
      const { codigo, version } = await created();
      expect((await read(codigo, version)).status).toBe(200);
      const answer = await stack.http.post<Captura>('/v1/trazas?esperar=10s', stack.given.traza(codigo));
      const seen = await read(codigo, answer.headers.get('trazo-version')!);
      expect(seen.body.totalTrazas).toBe(1);
      const cancelled = await stack.http.post(`/v1/envios/${codigo}/cancelacion`, {});
      expect((await read(codigo, cancelled.headers.get('trazo-version')!)).body.estado).toBe('cancelado');
    }
  };
  await Promise.all([work(), work(), work()]);
});

test.each(['x', '', '16B3748', '00000000016B3748', '00000000016b37480', 'ffffffffffffffff'])(
  'a token «%s» is 400',
  async (token) => {
    const { codigo } = await created();
    expect(await stack.http.get(`/v1/envios/${codigo}`, { 'trazo-version-minima': token })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/Trazo-Version-Minima', code: 'version' }] },
    });
  },
);

test('a replica that is killed: the primary is read, health says so, and it is used again when it is back', async () => {
  const { codigo, version } = await created();
  await poll('the replica to have it', async () => (await read(codigo)).status === 200);
  const health = async () =>
    (await stack.http.get<{ estado: string; avisos?: string[] }>('/health/ready')).body;
  expect(await health()).toEqual({ estado: 'listo' });
  await servers.killReplica();
  const answers = await Promise.all([read(codigo), read(codigo, version), stack.http.get('/v1/envios')]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await health()).toEqual({ estado: 'listo', avisos: ['replica-no-disponible'] });
  const { codigo: fresh } = await created();
  expect((await read(fresh)).status).toBe(200);
  await servers.startReplica();
  await poll('the replica to be used', async () => (await health()).avisos === undefined);
  await poll('the replica to have it', async () => (await read(fresh)).status === 200);
  expect(await asksOfPrimary(async () => void (await read(fresh)))).toBe(0);
});

test('without a replica the tokens are there, and hold', async () => {
  const plain = await startStack({ worker: false });
  const { headers, body } = await plain.http.post<EnvioCreado>('/v1/envios', await plain.given.envioBody());
  const minimum = { 'trazo-version-minima': headers.get('trazo-version')! };
  expect((await plain.http.get(`/v1/envios/${body.codigo}`, minimum)).status).toBe(200);
  expect((await plain.http.get(`/v1/envios/${body.codigo}`, { 'trazo-version-minima': 'x' })).status).toBe(
    400,
  );
  await plain.close();
});
