import { randomUUID } from 'node:crypto';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { type Stack, startStack } from '../support/stack.js';
import { type JsonRoute, jsonRoutes, queryParameters, worstBodies } from '../support/worst-inputs.js';
import { threadCpu } from '../support/process-cost.js';

/*
 * The work and the answer that a request causes are linear in its size and bounded by a constant. What a route is asked is drawn
 * from the description of the API: its example, with something long in each place in turn.
 */

/** Bytes of the smaller of two bodies: a quadratic walk over what they hold takes seconds. */
const SIZE = 200_000;
/** What twice the size may cost, and from which cost on that can be told from noise. */
const MOST_RATIO = 2.2;
const LEAST_CPU_MS = 20;
/** Looks at the same pair of bodies, of which the best counts: a collection of garbage falls into one of them. */
const LOOKS = 16;
const MOST_ANSWER = 65_536;
const MOST_MEMORY = 512 * 1_048_576;

let stack: Stack;
let codigo: string;
let memoryAtFirst: number;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  codigo = (await stack.given.envio()).codigo;
  // Whatever is made once.
  for (const route of jsonRoutes()) await send(route, JSON.stringify(route.example));
  memoryAtFirst = process.memoryUsage().rss;
});
afterAll(() => stack.close());

function urlOf(path: string): string {
  const values: Record<string, string> = { codigo, mes: '2020-01', captureID: randomUUID() };
  return stack.http.url + path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? randomUUID());
}

async function send({ method, path }: Omit<JsonRoute, 'example'>, body?: string) {
  const response = await fetch(urlOf(path), {
    method,
    body,
    headers: { ...HOUSE_HEADERS, 'content-type': 'application/json' },
  });
  return { status: response.status, size: (await response.arrayBuffer()).byteLength };
}

/** Milliseconds of CPU of this thread, which is the server's and the client's, and what was answered. */
async function costOf(ask: () => ReturnType<typeof send>) {
  const taken = threadCpu();
  const answer = await ask();
  return { ...answer, ms: taken() };
}

/** What is wrong with the cost of two bodies, one twice as long as the other. */
async function faultOf(small: () => ReturnType<typeof send>, large: () => ReturnType<typeof send>) {
  let best = Infinity;
  for (let look = 1; look <= LOOKS; look += 1) {
    const [one, two] = [await costOf(small), await costOf(large)];
    // 501 is what EPCIS has a server say to a type of event that it does not support.
    if (two.status >= 500 && two.status !== 501) return `answers ${two.status}`;
    if (two.size > MOST_ANSWER) return `answers ${two.size} bytes`;
    if (two.ms < LEAST_CPU_MS) return undefined;
    best = Math.min(best, two.ms / one.ms);
    if (best <= MOST_RATIO) return undefined;
  }
  return `costs ${best.toFixed(1)} times as much at twice the size`;
}

const routes = jsonRoutes().map((route): [string, JsonRoute] => [`${route.method} ${route.path}`, route]);

test('finding 4: the description has its routes', () => expect(routes.length).toBeGreaterThan(15));

test.each(routes)('finding 4: %s, at its worst', async (_, route) => {
  const faults: string[] = [];
  for (const { name, body } of worstBodies(route.example)) {
    const [small, large] = [body(SIZE), body(2 * SIZE)];
    const fault = await faultOf(
      () => send(route, small),
      () => send(route, large),
    );
    if (fault) faults.push(`${name} ${fault}`);
  }
  expect(faults).toEqual([]);
});

test('finding 4: the parameters of every query, at their worst', async () => {
  const faults: string[] = [];
  for (const { path, name } of queryParameters())
    for (const unit of ['/', 'a,', '0', '%22', `&${name}=`, '&a=', '-', '1.', 'á']) {
      const query = (size: number) =>
        send({ method: 'GET', path: `${path}?${name}=${unit.repeat(size / encodeURI(unit).length)}` });
      const fault = await faultOf(
        () => query(6_000),
        () => query(12_000),
      );
      if (fault) faults.push(`${path}?${name}=${unit}… ${fault}`);
    }
  expect(faults).toEqual([]);
});

test('finding 4: none of it stays in memory', () =>
  expect(process.memoryUsage().rss - memoryAtFirst).toBeLessThan(MOST_MEMORY));
