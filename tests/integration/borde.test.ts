import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { CreateClaveCommand } from '../../src/commands/acceso/create-clave.command.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { AppModule } from '../../src/app.module.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { poll } from '../support/poll.js';
import { People } from '../support/people.js';
import { RawConnection } from '../support/raw-connection.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as } from '../support/tenants.js';

const ORIGIN = 'https://tienda.example';
const AUTHORIZED = `authorization: ${HOUSE_HEADERS.authorization}`;
const MOST = 40;
const ADMIN = as(actorOf('administrador', {}, randomUUID()));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    worker: false,
    env: {
      TRAZO_PROXIES: '127.0.0.9, 10.0.0.0/8',
      TRAZO_ORIGENES: ORIGIN,
      TRAZO_CONEXIONES_POR_IP: String(MOST),
      TRAZO_CABECERAS_SEGUNDOS: '1',
    },
  });
});
afterAll(() => stack.close());

/** Asks from an address of this machine, and gives all that comes. */
async function ask(lines: readonly string[], from = '127.0.0.1'): Promise<string> {
  const socket = await open(from);
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  socket.write(`${lines.join('\r\n')}\r\nhost: x\r\nconnection: close\r\n\r\n`);
  await once(socket, 'close');
  return text;
}

async function open(localAddress: string): Promise<Socket> {
  const { port } = new URL(stack.http.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** The address that the record has of whoever made a user's session. */
async function addressSeen(headers: readonly string[], from: string): Promise<string> {
  const people = new People(stack);
  const person = await people.registered();
  const body = JSON.stringify({ email: person.email, clave: person.clave });
  const socket = await open(from);
  const head = ['POST /v1/sesiones HTTP/1.1', 'host: x', 'content-type: application/json', ...headers];
  socket.write(`${head.join('\r\n')}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  socket.resume();
  await once(socket, 'close');
  const { rows } = await stack.pool.query<{ ip: string }>('SELECT ip FROM sesiones WHERE usuario_id = $1', [
    person.id,
  ]);
  return rows[0]?.ip ?? '';
}

test.each([
  ['127.0.0.1', ['x-forwarded-for: 203.0.113.7'], '127.0.0.1'],
  ['127.0.0.9', ['x-forwarded-for: 203.0.113.7'], '203.0.113.7'],
  ['127.0.0.9', ['x-forwarded-for: 6.6.6.6, 203.0.113.7, 10.1.2.3'], '203.0.113.7'],
  ['127.0.0.9', ['x-forwarded-for: 2001:db8::7'], '2001:db8::7'],
  ['127.0.0.9', ['x-forwarded-for: nobody'], '127.0.0.9'],
  ['127.0.0.9', [], '127.0.0.9'],
])('a request of %s with %j is one of %s', async (from, headers, client) => {
  expect(await addressSeen(headers, from)).toBe(client);
});

test('every answer says what browsers may not do with it, and the page at /docs can be used', async () => {
  const policyOf = async (path: string) =>
    (await stack.http.get(path)).headers.get('content-security-policy') ?? '';
  for (const path of ['/v1/colas', '/nothing', '/problemas', '/health/live', '/docs/openapi.json']) {
    const { headers } = await stack.http.get(path);
    expect([path, headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual([
      path,
      'nosniff',
      'DENY',
    ]);
    expect(await policyOf(path)).toContain("default-src 'none'");
  }
  expect(await policyOf('/docs')).toContain("script-src 'self'");
  const hot = await stack.http.post('/v1/trazas', {});
  expect([hot.status, hot.headers.get('x-content-type-options')]).toEqual([400, 'nosniff']);
  // Nothing in the page is a script that the policy would stop.
  const page = (await stack.http.get<string>('/docs')).body;
  expect(page.match(/<script(?![^>]*src=)|\son\w+=|javascript:/g)).toBeNull();
});

test('pages of listed origins may ask, and no others', async () => {
  const preflight = {
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'authorization',
  };
  const asked = async (origin: string, method = 'OPTIONS', headers: Record<string, string> = preflight) =>
    fetch(`${stack.http.url}/v1/clientes/x`, { method, headers: { origin, ...headers } });
  const allowed = await asked(ORIGIN);
  expect(allowed.status).toBe(204);
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-headers': 'authorization',
  });
  expect((await asked(ORIGIN, 'GET', {})).headers.get('access-control-allow-origin')).toBe(ORIGIN);
  for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`])
    for (const method of ['OPTIONS', 'GET'])
      expect((await asked(origin, method)).headers.get('access-control-allow-origin')).toBeNull();
  const plain = await fetch(`${stack.http.url}/epcis/v2/events`, {
    method: 'OPTIONS',
    headers: { origin: ORIGIN },
  });
  expect([plain.status, plain.headers.get('gs1-epcis-version')]).toEqual([204, '2.0.0']);
});

test('an address holds so many connections, and another one is served beside it', async () => {
  const held = await Promise.all(Array.from({ length: MOST }, () => open('127.0.0.2')));
  const tooMany = await open('127.0.0.2');
  await once(tooMany, 'close');
  expect(await ask(['GET /health/live HTTP/1.1'], '127.0.0.3')).toMatch(/^HTTP\/1\.1 200 /);
  // A proxy stands for all of its clients.
  const behind = await Promise.all(Array.from({ length: MOST + 5 }, () => open('127.0.0.9')));
  expect(await ask(['GET /health/live HTTP/1.1'], '127.0.0.9')).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of [...held, ...behind]) socket.destroy();
  await poll('its place to be free', async () =>
    (await ask(['GET /health/live HTTP/1.1'], '127.0.0.2')).startsWith('HTTP/1.1 200 '),
  );
});

test('whoever sends headers too slowly, or nothing at all, is cut off', async () => {
  const silent = await open('127.0.0.4');
  silent.resume();
  const slow = await RawConnection.open(stack.http.url);
  slow.send('GET /v1/colas HTTP/1.1\r\nhost: x\r\n');
  await Promise.all([
    once(silent, 'close'),
    poll('the end', async () => {
      slow.send('x-slow: 1\r\n');
      return slow.ended;
    }),
  ]);
  expect(slow.received).toMatch(/^HTTP\/1\.1 408 /);
  slow.close();
});

test('no header can be written from outside', async () => {
  const { id } = await new People(stack).run<{ id: string }>(
    new CreateClaveCommand({ nombre: 'x', rol: 'operador' }, ADMIN),
  );
  const evil = '%0d%0ax-injected:%20si%0d%0a%0d%0a<script>';
  const paths = [
    `/${evil}`,
    `/v1/envios/${evil}`,
    `/v1/envios?cursor=${evil}&q=${evil}&limit=1`,
    `/v1/envios/exportacion?q=${evil}`,
    `/v1/claves/${id}${evil}/rotacion`,
    `/v1/importaciones/${evil}`,
    `/problemas/${evil}`,
    `/docs/${evil}`,
    `/epcis/v2/events/${evil}`,
    `/v1/sesiones/${evil}`,
  ];
  const names = ['traceparent', 'origin', 'idempotency-key', 'if-none-match', 'accept-language', 'cookie'];
  for (const path of paths) {
    const headers = names.map((name) => `${name}: ${evil}`);
    for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
      const answer = await ask([`${method} ${path} HTTP/1.1`, AUTHORIZED, ...headers, 'content-length: 0']);
      const head = answer.split('\r\n\r\n')[0] ?? '';
      expect([path, head.match(/^x-injected/im), /^HTTP\/1\.1 5/.test(head)]).toEqual([path, null, false]);
    }
  }
  for (const line of ['x-a: 1\nx-injected: si', 'x-a: 1\r x-injected: si', 'x-a : 1', 'x-a: \0'])
    expect(await ask(['GET /health/live HTTP/1.1', line])).not.toMatch(/^HTTP\/1\.1 200 [^]*^x-injected/im);
});

/** Files that a process may have open; each connection is two of them here. */
function mostFiles(): number {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? 1_024);
}

test('ten thousand connections that say nothing, or as many as this machine has room for, keep nobody out', async () => {
  const count = Math.min(10_000, Math.floor((mostFiles() - 1_000) / 2));
  const each = 500;
  const config = parseConfig({
    DATABASE_URL: stack.config.DATABASE_URL,
    REDIS_URL: stack.config.REDIS_URL,
    REDIS_PREFIX: stack.config.REDIS_PREFIX,
    PORT: '0',
    DATABASE_TIMEOUT_MS: '120000',
    TRAZO_CABECERAS_SEGUNDOS: '600',
  });
  const api = await createHttpApp(AppModule.with(config), false);
  await api.listen(0, '127.0.0.1');
  const port = Number(new URL(await api.getUrl()).port);
  const sockets: Socket[] = [];
  try {
    for (let group = 0; group * each < count; group += 1) {
      const localAddress = `127.0.1.${group + 1}`;
      const opened = Array.from({ length: Math.min(each, count - group * each) }, () => {
        const socket = connect({ port, host: '127.0.0.1', localAddress });
        socket.on('error', () => undefined);
        sockets.push(socket);
        return once(socket, 'connect');
      });
      await Promise.all(opened);
    }
    const answers = await Promise.all(
      ['/health/live', '/v1/colas', '/v1/envios'].map((path) =>
        fetch(`http://127.0.0.1:${port}${path}`, { headers: HOUSE_HEADERS }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(sockets.filter(({ destroyed }) => destroyed)).toEqual([]);
  } finally {
    for (const socket of sockets) socket.destroy();
    await api.close();
  }
});
