import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { describeApi } from '../../src/platform/api-description/describe-api.js';
import type { Answer } from '../../src/platform/api-description/operation.js';
import { ApiWorld } from '../support/api-world.js';
import type { Described } from '../support/description-gaps.js';
import {
  type Call,
  exampleCall,
  generateClient,
  type GeneratedClient,
  operationsOf,
  runTool,
  writeDescription,
} from '../support/generated-client.js';
import { oauthVariables, type PlainIssuer, startOAuthIssuer } from '../support/issuers.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const LIMIT_MS = 600_000;
/** Headers that an answer has only when there is something to say. */
const OCCASIONAL = ['Link', 'Trazo-Archivo'];

let stack: Stack;
let issuer: PlainIssuer;
let document: Described;
let generated: GeneratedClient;
let world: ApiWorld;
const directory = mkdtempSync(join(tmpdir(), 'trazo-cliente-'));
const ajv = new Ajv2020({ strict: false, validateFormats: false });

beforeAll(async () => {
  issuer = await startOAuthIssuer();
  stack = await startStack({ env: oauthVariables('PRUEBA', issuer) });
  // It brings the programaciones along; without it, what is queued stays so.
  await stack.stopWorker();
  document = describeApi(stack.api) as unknown as Described;
  writeDescription(directory, document);
  ajv.addSchema({ $id: 'api', components: document.components });
  generated = await generateClient(directory, document.paths);
  world = new ApiWorld(stack, issuer);
}, LIMIT_MS);
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await stack.close();
  await issuer.close();
});

/** Calls a method of the generated client, and tells what of its answer the description does not say. */
async function surprises(id: string, answers: Record<string, Answer>, call: Call) {
  const client = generated.createClient({
    baseUrl: stack.http.url,
    headers: { connection: 'close', ...HOUSE_HEADERS },
    redirect: 'manual',
  });
  const { data, error, response, stream } = await generated.sdk[id]!({ ...call, client });
  if (stream) return { status: (await firstOf(stream)) ? 200 : 0, found: [] };
  const { status, headers } = response!;
  const answer = answers[status];
  if (!answer) return { status, found: [`${status} is not documented: ${JSON.stringify(error)}`] };
  const missing = Object.keys(answer.headers ?? {}).filter(
    (name) => !OCCASIONAL.includes(name) && !headers.has(name),
  );
  const [media] = Object.values(answer.content ?? {});
  const text = JSON.stringify(media?.schema ?? {}).replaceAll('"#/', '"api#/');
  const isJson = /json/.test(headers.get('content-type') ?? '');
  const valid = !isJson || answer.$ref !== undefined || ajv.validate(JSON.parse(text) as object, data);
  return {
    status,
    found: [
      ...missing.map((name) => `${status} without ${name}`),
      ...(valid ? [] : [`${status}: ${ajv.errorsText()}: ${JSON.stringify(data).slice(0, 500)}`]),
    ],
  };
}

async function firstOf(stream: AsyncGenerator<unknown>): Promise<boolean> {
  for await (const event of stream) return event !== undefined;
  return false;
}

test('finding 38: redocly finds nothing to say of the description, in its strictest setting', async () => {
  const said = await runTool(
    directory,
    '@redocly/cli/bin/cli.js',
    'lint',
    'openapi.json',
    '--config',
    resolve('redocly.yaml'),
  );
  expect(said).toContain('valid');
}, 600_000);

test('finding 38: the generated client reaches every route, and each answers as the description says', async () => {
  const wrong: Record<string, unknown> = {};
  for (const { id, path, operation } of operationsOf(document.paths)) {
    const call = await world.real(id, path, exampleCall(operation));
    const { status, found } =
      id === 'seguirEnvio' ? await followed(call) : await surprises(id, operation.responses, call);
    if (found.length > 0) wrong[id] = found;
    else if (status >= 400 || status === 0)
      wrong[id] = `${status}: what its example speaks of is made in tests/support/api-world.ts`;
  }
  expect(wrong).toEqual({});
}, 600_000);

test('finding 38: what is not there is told with a documented status', async () => {
  const wrong: Record<string, unknown> = {};
  for (const { id, operation } of operationsOf(document.paths).filter(({ path }) => path.includes('{'))) {
    if (operation.responses['200']?.content?.['text/event-stream']) continue;
    const { found } = await surprises(id, operation.responses, exampleCall(operation));
    if (found.length > 0) wrong[id] = found;
  }
  expect(wrong).toEqual({});
}, 600_000);

/** A live stream says something once something happens. */
async function followed(call: Call) {
  const client = generated.createClient({ baseUrl: stack.http.url, headers: HOUSE_HEADERS });
  const leave = new AbortController();
  const { stream } = await generated.sdk['seguirEnvio']!({ ...call, client, signal: leave.signal } as never);
  let heard: boolean | undefined;
  void firstOf(stream!).then((something) => (heard = something));
  // Again and again: nobody is told of what happened before the stream was open.
  let change = 0;
  await poll('the stream to say something', async () => {
    const destinatario = { nombre: `Ana ${(change += 1)}` };
    await stack.http.patch(`/v1/envios/${String(call.path?.['codigo'])}`, { destinatario });
    return heard !== undefined;
  });
  leave.abort();
  return { status: heard ? 200 : 0, found: [] };
}
