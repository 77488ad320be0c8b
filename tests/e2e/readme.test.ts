import { readFileSync } from 'node:fs';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { call } from '../support/trazo.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

test('finding 40: the way of a traza that the README shows can be walked as it is printed', async () => {
  const [, section = ''] = readFileSync('README.md', 'utf8').split(
    '## One traza, from the device to the reader',
  );
  const [, script = ''] = /```sh\n(.*?)```/s.exec(section) ?? [];
  const { code, out, err } = await call('bash', [
    '-ec',
    script.replaceAll('localhost:3000', new URL(stack.http.url).host),
  ]);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining('curl:') });
  expect([...out.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['202', '200']);
  const codigo = /"codigo":"(\w+)"/.exec(out)![1]!;
  const { estado, historial } = await poll('the delivery', async () => {
    const { body } = await stack.http.get<EnvioDetalle>(`/v1/envios/${codigo}`);
    return body.totalTrazas === 1 && body;
  });
  expect([estado, historial[0]?.datos]).toEqual(['entregado', { recibidoPor: 'Ana' }]);
});
