import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { KeySecrets } from '../../src/modules/acceso/claves/key-secrets.js';
import { FirstCredentials } from '../../src/modules/acceso/inicio/first-credentials.js';
import { Passwords } from '../../src/modules/acceso/usuarios/passwords.js';
import { UsuarioWriter } from '../../src/modules/acceso/usuarios/usuario-writer.js';
import { createDatabase } from '../support/database.js';
import { ENVIO } from '../support/given.js';
import { type Stack, startStack } from '../support/stack.js';

interface Credentials {
  administrador: { email: string; clave: string };
  operador: { claveApi: string };
  dispositivo: { claveApi: string };
  auditor: { claveApi: string };
}

const directory = mkdtempSync(join(tmpdir(), 'trazo-credenciales-'));
const file = join(directory, 'credenciales.json');
let stack: Stack;
let credentials: Credentials;

beforeAll(async () => {
  // What was left there by something else, and anybody may read.
  writeFileSync(file, '{}', { mode: 0o644 });
  const env = { TRAZO_CREDENCIALES_ARCHIVO: file };
  stack = await startStack({ env });
  credentials = JSON.parse(readFileSync(file, 'utf8')) as Credentials;
});
afterAll(async () => {
  await stack.close();
  rmSync(directory, { recursive: true });
});

const by = (claveApi: string) => ({ authorization: `Bearer ${claveApi}` });
const statusOf = async (path: string, headers: Record<string, string>) =>
  (await stack.http.get(path, headers)).status;

test('the first start writes credentials that only their owner can read, and that open what they should', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Object.keys(credentials)).toEqual(['administrador', 'operador', 'dispositivo', 'auditor']);
  const { email, clave } = credentials.administrador;
  const session = await stack.http.post<{ acceso: string }>('/v1/sesiones', { email, clave });
  expect(session.status).toBe(201);
  expect(await statusOf('/v1/usuarios', by(session.body.acceso))).toBe(200);
  expect(await statusOf('/v1/envios', by(credentials.operador.claveApi))).toBe(200);
  expect(await statusOf('/v1/auditoria', by(credentials.operador.claveApi))).toBe(403);
  expect(await statusOf('/v1/colas', by(credentials.auditor.claveApi))).toBe(200);
  expect(await statusOf('/v1/envios', by(credentials.dispositivo.claveApi))).toBe(403);
  expect((await stack.http.anonymous.get('/v1/envios')).status).toBe(401);
});

test('the device of the house posts for every transportista, and reads its own receipts', async () => {
  const operador = by(credentials.operador.claveApi);
  const created = async (path: string, body: object) =>
    (await stack.http.post<{ id: string; codigo: string }>(path, body, operador)).body;
  const clienteId = (await created('/v1/clientes', { nombre: 'Café Andino' })).id;
  const transportistaId = (await created('/v1/transportistas', { nombre: 'Rápidos', codigo: 'RDS' })).id;
  const body = { ...ENVIO, clienteId, transportistaId };
  const { codigo } = await created('/v1/envios', body);
  const dispositivo = by(credentials.dispositivo.claveApi);
  const captura = await stack.http.post<{ recibo: object; capturaId: string }>(
    '/v1/trazas?esperar=30s',
    stack.given.traza(codigo),
    dispositivo,
  );
  expect(captura.status).toBe(202);
  expect(captura.body.recibo).toMatchObject({ aplicadas: 1 });
  expect(await statusOf(`/v1/capturas/${captura.body.capturaId}`, dispositivo)).toBe(200);
  expect(await statusOf(`/v1/capturas/${captura.body.capturaId}`, operador)).toBe(200);
});

test('there is one first start', async () => {
  const before = readFileSync(file, 'utf8');
  await stack.stopWorker();
  await stack.startWorker();
  expect(readFileSync(file, 'utf8')).toBe(before);
  const { rows } = await stack.pool.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM usuarios WHERE 'administrador' = ANY (roles)`,
  );
  expect(rows[0]?.count).toBe(1);
});

test('without a file the administrator is the one that the configuration names', async () => {
  const given = { TRAZO_ADMIN_EMAIL: 'jefa@correo.pe', TRAZO_ADMIN_CLAVE: 'una frase que nadie adivina' };
  const other = await startStack({ worker: false, database: await createDatabase(), env: given });
  try {
    const body = { email: given.TRAZO_ADMIN_EMAIL, clave: given.TRAZO_ADMIN_CLAVE };
    expect((await other.http.post('/v1/sesiones', body)).status).toBe(201);
    expect((await other.pool.query(`SELECT FROM claves WHERE nombre <> 'pruebas'`)).rowCount).toBe(0);
  } finally {
    await other.close();
  }
});

test('where the answer to the commit is lost, the file has what is in force', async () => {
  const other = await startStack({ worker: false, database: await createDatabase() });
  try {
    const TRAZO_CREDENCIALES_ARCHIVO = join(directory, 'perdida.json');
    const dependencies = [other.get(Passwords), other.get(UsuarioWriter), other.get(KeySecrets)] as const;
    const first = new FirstCredentials(
      { ...other.config, TRAZO_CREDENCIALES_ARCHIVO },
      withoutAnswers(other.pool),
      ...dependencies,
    );
    await first.onApplicationBootstrap();
    const { administrador } = JSON.parse(readFileSync(TRAZO_CREDENCIALES_ARCHIVO, 'utf8')) as Credentials;
    expect((await other.http.post('/v1/sesiones', administrador)).status).toBe(201);
  } finally {
    await other.close();
  }
});

/** A pool whose connections break after they have sent a COMMIT. */
function withoutAnswers(pool: pg.Pool): pg.Pool {
  const lossy = async () => {
    const client = await pool.connect();
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    return Object.assign(client, {
      query: async (...args: unknown[]) => {
        const answer = await query(...args);
        if (args[0] !== 'COMMIT') return answer;
        Object.assign(client, { query });
        throw new Error('Connection terminated unexpectedly');
      },
    });
  };
  return { connect: lossy, query: pool.query.bind(pool) } as unknown as pg.Pool;
}
