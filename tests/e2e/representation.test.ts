import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let path: string;
let codigos: string[];
beforeAll(async () => {
  stack = await startStack({ worker: false });
  codigos = (await stack.given.envios(20)).map(({ codigo }) => codigo);
  path = `/v1/envios/${codigos[0]}`;
});
afterAll(() => stack.close());

interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** As it comes over the wire: fetch unpacks what is compressed. */
function raw(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      stack.http.url + url,
      { method, headers: { ...HOUSE_HEADERS, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers as Record<string, string>,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    asked.on('error', reject).end();
  });
}

test.each([
  [(etag: string) => etag, 304],
  [(etag: string) => `W/${etag}`, 304],
  [(etag: string) => `"a", W/"b", ${etag}`, 304],
  [(etag: string) => `"a",,${etag} ,"c"`, 304],
  [() => '*', 304],
  [() => '"a", "b"', 200],
  [(etag: string) => etag.slice(1, -1), 200],
  [(etag: string) => `${etag}x`, 200],
])('finding 26: If-None-Match, case %#', async (of, status) => {
  const { headers } = await raw(path);
  const etag = headers['etag']!;
  expect(etag).toMatch(/^"[^"]+"$/);
  const answer = await raw(path, { 'if-none-match': of(etag) });
  expect([answer.status, answer.headers['etag'], answer.body.length === 0]).toEqual([
    status,
    etag,
    status === 304,
  ]);
});

test.each([
  [(etag: string) => etag, 200],
  [(etag: string) => `"a", ${etag}`, 200],
  [() => '*', 200],
  [(etag: string) => `W/${etag}`, 412],
  [() => '"a"', 412],
  [() => 'a', 412],
])('finding 26: If-Match of a read, case %#', async (of, status) => {
  const { headers } = await raw(path);
  expect(await raw(path, { 'if-match': of(headers['etag']!) })).toMatchObject({ status });
});

test('finding 26: a HEAD has the headers of its GET, and what there is not has no 304', async () => {
  for (const coding of ['identity', 'gzip']) {
    const asked = { 'accept-encoding': coding };
    const [get, head] = [await raw(path, asked), await raw(path, asked, 'HEAD')];
    for (const name of ['etag', 'content-type', 'content-length', 'content-encoding', 'vary'])
      expect({ name, value: head.headers[name] }).toEqual({ name, value: get.headers[name] });
    expect(head.body.length).toBe(0);
    expect(await raw(path, { ...asked, 'if-none-match': get.headers['etag']! }, 'HEAD')).toMatchObject({
      status: 304,
    });
  }
  expect(await raw('/v1/nada', { 'if-none-match': '*' })).toMatchObject({ status: 404 });
});

test('finding 26: the answer to a query of EPCIS is the same one until its events change', async () => {
  const events = '/epcis/v2/events?EQ_action=OBSERVE';
  const { headers, body } = await raw(events);
  const etag = headers['etag']!;
  expect(etag).toMatch(/^W\/"/);
  const { creationDate } = JSON.parse(body.toString()) as { creationDate: string };
  await poll('the clock to go on', () => Promise.resolve(new Date().toISOString() > creationDate));
  expect((await raw(events, {}, 'HEAD')).headers['etag']).toBe(etag);
  expect(await raw(events, { 'if-none-match': etag })).toMatchObject({ status: 304 });
  const types = ['application/json', 'application/ld+json'];
  const tags = await Promise.all(
    types.map(async (accept) => (await raw(events, { accept })).headers['etag']),
  );
  expect(new Set(tags).size).toBe(2);
});

test('finding 26: a change takes strong tags alone, of a compressed answer as well', async () => {
  const { id } = await stack.given.cliente();
  const change = (ifMatch: string) =>
    stack.http.patch(`/v1/clientes/${id}`, { nombre: `N ${ifMatch.length}` }, { 'if-match': ifMatch });
  const etag = async () => (await raw(`/v1/clientes/${id}`)).headers['etag']!;
  for (const wrong of [(tag: string) => `W/${tag}`, () => '"x"', (tag: string) => tag.slice(1, -1)])
    expect(await change(wrong(await etag()))).toMatchObject({ status: 412 });
  expect(await change(`"x", ${await etag()}`)).toMatchObject({ status: 200 });
  expect(await change((await etag()).replace(/"$/, '-gzip"'))).toMatchObject({ status: 200 });
  expect(await change('*')).toMatchObject({ status: 200 });
});

const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync };

test.each(['br', 'gzip'] as const)(
  'finding 40: %s when it is asked for, with an ETag of its own',
  async (coding) => {
    const list = '/v1/envios?limit=20';
    const plain = await raw(list);
    const packed = await raw(list, { 'accept-encoding': coding });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({ 'content-encoding': coding, vary: 'accept-encoding' });
    expect(plain.headers['vary']).toBe('accept-encoding');
    expect(UNPACK[coding](packed.body)).toEqual(plain.body);
    expect(packed.body.length).toBeLessThan(plain.body.length / 3);
    expect(packed.headers['etag']).not.toBe(plain.headers['etag']);
    const again = { 'if-none-match': packed.headers['etag']! };
    expect(await raw(list, { ...again, 'accept-encoding': coding })).toMatchObject({ status: 304 });
    expect(await raw(list, again)).toMatchObject({ status: 200 });
  },
);

test.each([
  ['gzip;q=0', undefined],
  ['identity', undefined],
  ['br;q=0.1, gzip', 'gzip'],
  ['gzip;q=0.2, identity;q=0.9', undefined],
  ['compress, deflate', undefined],
  ['gzip, deflate, br, zstd', 'br'],
])('finding 40: Accept-Encoding: %s gives %s', async (accepted, coding) => {
  const { headers } = await raw('/v1/envios?limit=20', { 'accept-encoding': accepted });
  expect(headers['content-encoding']).toBe(coding);
});

test('finding 40: what is small is sent as it is, and a file is compressed as it goes', async () => {
  const packed = { 'accept-encoding': 'gzip' };
  expect((await raw('/health/live', packed)).headers['content-encoding']).toBeUndefined();
  const file = await raw('/v1/envios/exportacion', packed);
  expect(file.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept, accept-encoding' });
  expect(gunzipSync(file.body).toString().split('\r\n').length).toBe(codigos.length + 2);
});

test('finding 40: events are never compressed: they come as they happen', async () => {
  const { headers } = await fetch(`${stack.http.url}${path}/eventos`, {
    headers: { ...HOUSE_HEADERS, 'accept-encoding': 'gzip' },
    method: 'HEAD',
  });
  expect(headers.get('content-encoding')).toBeNull();
});

test('finding 40: / leads to /docs', async () => {
  const { status, headers } = await raw('/');
  expect([status, headers['location']]).toEqual([302, '/docs']);
});
