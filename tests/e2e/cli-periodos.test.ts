import type { EstadoDePeriodo, Periodo } from '../../src/modules/periodos/periodo.dto.js';
import { Jobs } from '../support/jobs.js';
import { type Stack, startStack } from '../support/stack.js';
import { trazo as callTrazo } from '../support/trazo.js';

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack();
  const jobs = new Jobs(stack.http);
  // Until a worker has been here, there is nobody to do it.
  await Promise.all([jobs.seeded('archivado'), jobs.seeded('restauracion')]);
  codigo = (await stack.given.envio({ creadoEn: '2020-03-10T15:00:00.000Z' })).codigo;
  const closed = { tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z' };
  await stack.given.applied([stack.given.traza(codigo, closed)]);
});
afterAll(() => stack.close());

const trazo = (...args: string[]) => callTrazo(stack.http.url, ...args);
const json = async <T>(...args: string[]): Promise<T> => {
  const { code, out, err } = await trazo(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
};
const periodo = () => json<EstadoDePeriodo>('periodos', 'show', '2020-03');

test('a month goes to the archive and comes back by hand, with its log, and dry before', async () => {
  const dry = await trazo('periodos', 'archivar', '2020-03', '--simulacro', '-f');
  expect(dry).toMatchObject({ code: 0, err: 'completada (simulacro)\n' });
  expect(dry.out).toMatch(/avanzados\nmes +de +a\n2020-03 +abierto +separado/);
  expect(await periodo()).toMatchObject({ estado: 'abierto', archivo: null });

  const done = await trazo('periodos', 'archivar', '2020-03', '-f');
  expect(done).toMatchObject({ code: 0, err: 'completada\n' });
  expect(done.out).toMatch(/2020-03: exportado[\s\S]*2020-03: verificado[\s\S]*2020-03: separado/);
  expect((await trazo('periodos', 'ls')).out).toMatch(/^2020-03 +separado .* 1 +0\.0$/m);
  expect((await trazo('periodos', 'show', '2020-03')).out).toMatch(
    /^archivo +1 envíos, 1 trazas, 0\.0 MiB$/m,
  );
  expect((await stack.given.detalle(codigo)).fuente).toBe('archivo');

  const back = await trazo('periodos', 'restaurar', '2020-03', '-f', '--json');
  expect(back.code).toBe(0);
  expect(JSON.parse(back.out.trim().split('\n').at(-1) as string)).toEqual({
    evento: 'fin',
    estado: 'completada',
  });
  expect(await periodo()).toMatchObject({ estado: 'abierto', archivo: null });
  const months = await json<Periodo[]>('periodos', 'ls');
  expect(months.find(({ mes }) => mes === '2020-03-01')).toMatchObject({ caliente: true, archivo: null });
});

test('what cannot be is said, and the exit code says it to scripts', async () => {
  const again = await trazo('periodos', 'restaurar', '2020-03', '-f');
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('no hay nada que restaurar') });
  expect(await trazo('periodos', 'archivar', '2020-13')).toMatchObject({
    code: 2,
    err: expect.stringContaining('#/mes: Debe ser un mes, como 2023-04.'),
  });
  expect((await trazo('periodos', 'archivar', '1999-01')).code).toBe(3);
  expect((await trazo('periodos', 'show', '1999-01')).code).toBe(3);
  expect((await trazo('periodos', 'archivar')).code).toBe(2);
  expect((await trazo('periodos')).code).toBe(2);
});

test('finding 41: help has examples, and completion knows the months, however busy the machine is', async () => {
  expect((await trazo('periodos', '--help')).out).toContain('$ trazo periodos archivar 2023-04 -f');
  expect((await trazo('__complete', '--', 'periodos', 'archivar', '2020')).out).toBe('2020-03\n');
  expect((await trazo('__complete', '--', 'periodos', '')).out.trim().split('\n')).toEqual([
    'ls',
    'show',
    'archivar',
    'restaurar',
  ]);
});
