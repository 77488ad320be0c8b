import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Stack, startStack } from '../support/stack.js';

const HASTA = '2026-11-22T15:00:00Z';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

/** The command itself, in a process of its own, on this test's database. */
async function generate(...args: string[]): Promise<{ code: number; output: string }> {
  const hooks = pathToFileURL(resolve('tools/runtime/typescript.mjs')).href;
  const command = ['--import', hooks, 'tools/generate/main.ts', '--base', stack.config.DATABASE_URL];
  const child = spawn(process.execPath, [...command, ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

const count = async (from: string) =>
  (await stack.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).rows[0]?.n;

test('a history is whole: as many envíos as asked for, in all read models, and alive', async () => {
  const asked = ['--envios', '3000', '--meses', '5', '--semilla', '7', '--hasta', HASTA];
  const { code, output } = await generate(...asked);
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('Semilla 7') });
  expect(await count('envios')).toBe(3_000);
  expect(await count('codigos_envio JOIN envios USING (codigo) WHERE envio_id = id')).toBe(3_000);
  expect(await count('trazas t LEFT JOIN envios e ON e.id = t.envio_id WHERE e.id IS NULL')).toBe(0);
  const columns = `to_jsonb(x) - 'mes' - 'fuente' AS fila`;
  const [vista, def] = ['vista', 'def'].map((name) => `SELECT ${columns} FROM ${name}_envios_detalle x`);
  expect(await count(`(${vista} EXCEPT ALL ${def}) d`)).toBe(0);
  expect(await count(`(${def} EXCEPT ALL ${vista}) d`)).toBe(0);

  const { rows } = await stack.pool.query<{ codigo: string; estado: string; total_trazas: number }>(
    `SELECT codigo, estado, total_trazas FROM vista_envios_detalle ORDER BY id`,
  );
  const old = rows.slice(0, 1_500);
  expect(old.filter(({ estado }) => estado === 'entregado').length).toBeGreaterThan(1_350);
  for (const { total_trazas } of old.filter(({ estado }) => estado === 'entregado'))
    expect([4, 5, 6, 7, 8]).toContain(total_trazas);
  expect(rows.slice(-20).every(({ estado }) => estado === 'entregado')).toBe(false);

  // It lives on: a traza is taken for one of its envíos, and a new envío gets a code of its own.
  const { codigo } = rows.at(-1)!;
  await stack.given.applied([stack.given.traza(codigo, { tipo: 'extraviado' })]);
  expect((await stack.given.detalle(codigo)).estado).toBe('extraviado');
  await stack.given.envio();
});

test('a database that has envíos is left alone, unless told otherwise', async () => {
  const before = await count('envios');
  const refused = await generate('--envios', '100');
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('--agregar') });
  expect(await count('envios')).toBe(before);
  expect((await generate('--envios', '100', '--meses', '2', '--hasta', HASTA, '--agregar')).code).toBe(0);
  expect(await count('envios')).toBe(before! + 100);
});

test('help, and a database that is not there', async () => {
  expect(await generate('--help')).toMatchObject({ code: 0, output: expect.stringContaining('Ejemplos:') });
  const { code, output } = await generate('--base', 'postgres://127.0.0.1:1/nada');
  expect(code).toBe(1);
  expect(output).toContain('No se pudo preparar');
});
