import type { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGLISH } from '../../cli/english.mjs';
import { describeResult } from '../../cli/follow.mjs';
import { createProgram } from '../../cli/program.mjs';
import { ENVIO_ID } from '../../src/modules/estados/contract.js';
import { ApiWorld } from '../support/api-world.js';
import { type Stack, startStack } from '../support/stack.js';
import { trazo as callTrazo } from '../support/trazo.js';

let stack: Stack;
let world: ApiWorld;
const directory = mkdtempSync(join(tmpdir(), 'trazo-cli-'));
beforeAll(async () => {
  stack = await startStack();
  await stack.stopWorker();
  world = new ApiWorld(stack);
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await stack.close();
});

const trazo = (...args: string[]) => callTrazo(stack.http.url, ...args);

test('finding 40: --version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await trazo('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('finding 40: an address without a scheme is http; one that is none is said', async () => {
  const { host } = new URL(stack.http.url);
  expect((await trazo('--url', host, 'colas')).code).toBe(0);
  expect((await trazo('--url', `${host}/`, 'colas')).code).toBe(0);
  for (const url of ['ftp://x', 'http://', '::'])
    expect(await trazo('--url', url, 'colas')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no es una dirección'),
    });
});

test('finding 40: every text of the help is there in English', () => {
  const textsOf = (command: Command): string[] => [
    command.description(),
    ...command.options.map(({ description }) => description),
    ...command.registeredArguments.map(({ description }) => description),
    ...command.commands.filter((each) => each.name() !== '__complete').flatMap(textsOf),
  ];
  const said = textsOf(createProgram(() => undefined)).filter(Boolean);
  expect(said.length).toBeGreaterThan(80);
  expect(said.filter((text) => !(text in ENGLISH))).toEqual([]);
});

test('finding 40: tables, help and complaints follow --idioma', async () => {
  const help = await trazo('jobs', 'run', '--help', '--idioma=en');
  expect(help.out).toContain('run a job now, even when it is paused');
  expect(help.out).not.toMatch(/Uso:|Opciones|ejecuta/);
  expect((await trazo('jobs', '--help')).out).toMatch(/Uso: [^]*trabajos: qué corre/);
  const jobs = await trazo('--idioma', 'en', 'jobs', 'ls');
  expect(jobs.out.split('\n')[0]).toMatch(/^name +type +when +next +last/);
  expect(jobs.out).toContain('paused');
  expect((await trazo('--idioma', 'en', 'colas')).out).toMatch(/^queue +waiting +active +delayed/);
  const unknown = await trazo('--idioma', 'en', 'jobs', 'show', 'nadie');
  expect(unknown.err).toBe('trazo: There is no programación “nadie”. Those that there are: trazo jobs ls\n');
});

test('finding 40: a rechazo is shown, and discarded with its reason', async () => {
  const { path } = await world.real('leerRechazo', '/v1/rechazos/{id}', {});
  const id = String(path?.['id']);
  const shown = await trazo('rechazos', 'show', id);
  expect(shown).toMatchObject({
    code: 0,
    out: expect.stringMatching(/dato-imposible[^]*"lugar": "imposible"/),
  });
  expect((await trazo('rechazos', 'descartar', id)).code).toBe(2);
  const discarded = await trazo('rechazos', 'descartar', id, '--motivo', 'prueba', '--json');
  expect(JSON.parse(discarded.out)).toMatchObject({ estado: 'descartado', resueltoMotivo: 'prueba' });
  expect((await trazo('rechazos', 'show', ENVIO_ID)).code).toBe(3);
});

test('finding 40: a file is imported, and its reports are read', async () => {
  const { codigo } = await stack.given.envio();
  const file = join(directory, 'trazas.csv');
  writeFileSync(file, `codigo,tipo,ocurridoEn\n${codigo},en_transito,2026-11-22T15:04:05Z\n`);
  const { id } = JSON.parse((await trazo('importaciones', 'subir', file, '--tipo', 'trazas', '--json')).out);
  expect((await trazo('importaciones', 'show', id)).out).toMatch(/estado +en_cola/);
  expect((await trazo('importaciones', 'errores', id)).out).toMatch(/^linea,/);
  expect((await trazo('importaciones', 'resultados', id)).out).toMatch(/^linea,/);
  expect((await trazo('importaciones', 'subir', join(directory, 'nada.csv'), '--tipo', 'trazas')).code).toBe(
    2,
  );
});

test('finding 40: a purge is begun and listed', async () => {
  const { id } = await stack.given.cliente();
  const run = JSON.parse(
    (await trazo('purgas', 'run', id, '--motivo', 'pedido', '--simulacro', '--json')).out,
  );
  expect(run).toMatchObject({ tipo: 'purga', simulacro: true });
  expect((await trazo('purgas', 'ls')).out).toContain(run.id);
});

test('finding 40: what a dry run of the archive would do is a table', () => {
  const periodos = [
    { mes: '2020-01', de: 'abierto', a: 'separado' },
    { mes: '2020-02', de: 'separado', a: 'eliminado' },
  ];
  expect(describeResult({ avanzados: periodos, detenidos: [] })).toBe(
    'detenidos  -\n\navanzados\nmes      de        a\n2020-01  abierto   separado\n2020-02  separado  eliminado',
  );
  expect(describeResult({ borradas: 2 })).toBe('{\n  "borradas": 2\n}');
});
