import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';
import { type Stack, startStack } from '../support/stack.js';
import { call } from '../support/trazo.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

test('the example of the client takes one traza from the device to the reader', async () => {
  const hooks = pathToFileURL(resolve('tools/runtime/typescript.mjs')).href;
  const args = ['--import', hooks, 'clients/typescript/example.ts', stack.http.url];
  const { code, out, err } = await call(process.execPath, args, { env: { TRAZO_CLAVE: HOUSE_KEY } });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [shown, refused] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(shown).toMatchObject({
    codigo: expect.stringMatching(/^[A-Z]{2}\d{9}PE$/),
    estado: 'recogido',
    trazas: 1,
  });
  expect(refused).toMatchObject({ title: expect.any(String), status: 400 });
});
