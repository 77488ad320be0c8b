import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { call } from '../support/trazo.js';

const dataDir = mkdtempSync(join(tmpdir(), 'trazo-leame-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_CREDENCIALES_ARCHIVO: join(dataDir, 'credenciales.json') } });
});
afterAll(async () => {
  await stack.close();
  rmSync(dataDir, { recursive: true });
});

/** The commands below a heading of the README, for the instance of this test. */
function commandsOf(heading: string): string {
  const [, section = ''] = readFileSync('README.md', 'utf8').split(`\n## ${heading}\n`);
  const [, script = ''] = /```sh\n(.*?)```/s.exec(section) ?? [];
  return script.replaceAll('localhost:3000', new URL(stack.http.url).host);
}
const run = (script: string) =>
  call('bash', ['-ec', `cd "$TRAZO_DATA_DIR"\n${script}`], { env: { TRAZO_DATA_DIR: dataDir } });

test('finding 40: the way of a traza that the README shows can be walked as it is printed', async () => {
  const { code, out, err } = await run(commandsOf('One traza, from the device to the reader'));
  expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining('curl:') });
  expect([...out.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['202', '200']);
  const codigo = /"codigo":"(\w+)"/.exec(out)![1]!;
  const { estado, historial } = await poll('the delivery', async () => {
    const { body } = await stack.http.get<EnvioDetalle>(`/v1/envios/${codigo}`);
    return body.totalTrazas === 1 && body;
  });
  expect([estado, historial[0]?.datos]).toEqual(['entregado', { recibidoPor: 'Ana' }]);
});

test('what the README reads can be read as it is printed, with the key of the operador', async () => {
  const [key = ''] = commandsOf('One traza, from the device to the reader').split('\n\n');
  // The live stream goes on until somebody leaves.
  const reading = commandsOf('Reading')
    .split('\n')
    .filter((line) => !line.includes(' -N '));
  const script = [key, ...reading].join('\n').replaceAll('curl ', 'curl --fail ');
  const { code, err } = await run(script);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining('curl:') });
  expect(readFileSync(join(dataDir, 'envios.csv'), 'utf8')).toContain('codigo');
});
