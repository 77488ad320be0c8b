import { Logger } from '@nestjs/common';
import { LEVEL } from '../../src/platform/logging/levels.js';
import { withContext } from '../../src/platform/logging/log-context.js';
import { masked } from '../../src/platform/logging/mask.js';
import { ProcessLog } from '../../src/platform/logging/process-log.js';
import { readable } from '../../src/platform/logging/readable.js';
import { Repeats } from '../../src/platform/logging/repeats.js';
import type { Line } from '../../src/platform/logging/line.js';
import { poll } from '../support/poll.js';

let written: string[] = [];
const lines = () => written.map((text) => JSON.parse(text) as Record<string, unknown>);
const logOf = (TRAZO_LOG: 'json' | 'texto' = 'json') =>
  new ProcessLog(
    { TRAZO_LOG, TRAZO_LOG_NIVEL: 'info', proceso: 'api' },
    { write: (line) => written.push(line) },
  );
beforeEach(() => (written = []));
afterEach(() => LEVEL.ask(undefined));

test('a line is JSON with its time in ISO, its level, its process and what is in hand', () => {
  const log = logOf();
  withContext({ requestId: 'r1', traceId: 't1' }, () =>
    log.warn({ message: 'sin-cambios', error: 'x' }, 'eventos'),
  );
  log.log('hola', 'proceso');
  log.log('Mapped {/v1}', 'RouterExplorer');
  expect(lines()).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      pid: process.pid,
      proceso: 'api',
      requestId: 'r1',
      traceId: 't1',
      context: 'eventos',
      error: 'x',
      message: 'sin-cambios',
    },
    expect.objectContaining({ level: 'info', message: 'hola', context: 'proceso' }),
  ]);
});

test("what Nest's logger is given keeps its stack: an error, a stack, fields", () => {
  const log = logOf();
  const error = new Error('roto');
  log.error(error, 'a');
  log.error('mal', error.stack, 'b');
  new Logger('c');
  log.error({ message: 'peor', stack: error.stack }, undefined, 'c');
  expect(lines().map(({ message, context, stack }) => [message, context, stack === error.stack])).toEqual([
    ['roto', 'a', true],
    ['mal', 'b', true],
    ['peor', 'c', true],
  ]);
});

test('the level changes for all lines, and goes back', () => {
  const log = logOf();
  const end = { requestId: 'r', status: 200, durationMs: 1 };
  log.debug('1');
  LEVEL.ask('debug');
  log.debug('2');
  LEVEL.ask('error');
  log.request(end);
  log.warn('3');
  LEVEL.ask(undefined);
  log.request(end);
  expect(lines().map(({ message }) => message)).toEqual(['2', 'solicitud']);
});

test('people see requests that failed, programs see all', () => {
  for (const form of ['json', 'texto'] as const)
    for (const status of [202, 404, 503]) logOf(form).request({ requestId: form, status, durationMs: 1 });
  expect(lines().map(({ requestId, status }) => [requestId, status])).toEqual([
    ['json', 202],
    ['json', 404],
    ['json', 503],
    ['texto', 503],
  ]);
});

test('what is personal or secret is masked in what other programs said', () => {
  const texts = [
    'Key (email)=(ana.q+1@correo.com.pe) already exists',
    'a +51987654321 no se pudo',
    'invalid token trz_0123456789abcdef_ABCDEFGH y whsec_MfKQ9r8GKYqrTwjU',
    'Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl fin',
    'redis://trazo:secreta@10.0.0.1:6379',
  ];
  for (const text of texts) expect(masked(text)).not.toMatch(/ana\.q|987654321|abcdef_|MfKQ|eyJ|secreta/);
  expect(masked('connect ECONNREFUSED 127.0.0.1:6379')).toBe('connect ECONNREFUSED 127.0.0.1:6379');
  logOf().error({ message: 'fallo', detalle: { filas: ['a@b.pe'] } }, undefined, 'x');
  expect(written[0]).not.toContain('a@b.pe');
});

describe('trouble that repeats itself', () => {
  const line = (message: string, error: string, context = 'workers'): Line => ({
    level: 'warn',
    message,
    error,
    context,
  });

  test('forty lines of a server that went away are one, and one that counts them', async () => {
    const told: Line[] = [];
    const repeats = new Repeats((each) => told.push(each), [1]);
    const storm = Array.from({ length: 40 }, (_, at) =>
      at % 3 === 0
        ? line('cola', 'connect ECONNREFUSED 127.0.0.1:6379')
        : at % 3 === 1
          ? line('sin-cambios', 'Connection is closed.', 'eventos')
          : line('lector-detenido', 'Connection terminated unexpectedly', 'lectores'),
    );
    expect(storm.filter((each) => repeats.isFirst(each))).toHaveLength(1);
    await poll('the others to be told', async () => told.length > 0);
    expect(told).toEqual([
      expect.objectContaining({ message: 'se-repite', que: 'cola', veces: 39, context: 'workers' }),
    ]);
    expect((told[0] as Line)['partes']).toEqual(['eventos', 'lectores', 'workers']);
  });

  test('what begins without saying where is the same trouble', () => {
    const repeats = new Repeats(() => undefined);
    const words = ['Connection is closed.', 'connect ECONNREFUSED 127.0.0.1:1', 'read ECONNRESET', 'EPIPE'];
    expect(words.map((error) => repeats.isFirst(line('cola', error)))).toEqual([true, false, false, false]);
    expect(repeats.isFirst(line('cola', 'connect ECONNREFUSED 127.0.0.1:2'))).toBe(true);
    repeats.end();
  });

  test('another server and another fault are lines of their own; what is over begins anew', async () => {
    const told: Line[] = [];
    const repeats = new Repeats((each) => told.push(each), [1]);
    expect(repeats.isFirst(line('cola', 'connect ECONNREFUSED 127.0.0.1:6379'))).toBe(true);
    expect(repeats.isFirst(line('sin-cambios', 'connect ECONNREFUSED 127.0.0.1:5432'))).toBe(true);
    expect(repeats.isFirst(line('interno', 'x is not a function'))).toBe(true);
    expect(repeats.isFirst(line('interno', 'y is not a function'))).toBe(true);
    await poll('it to be over', async () => repeats.isFirst(line('interno', 'x is not a function')));
    expect(told.every(({ message }) => message === 'se-repite')).toBe(true);
  });

  test('what was counted is told when the process ends', () => {
    const log = logOf();
    for (let time = 0; time < 3; time += 1)
      log.warn({ message: 'cola', error: 'read ECONNRESET' }, 'workers');
    log.end();
    expect(lines().map(({ message, veces }) => [message, veces])).toEqual([
      ['cola', undefined],
      ['se-repite', 2],
    ]);
  });
});

test('the readable form has one calm line, the stack below it, colours where they show', () => {
  const json = JSON.stringify({
    level: 'error',
    time: '2026-11-28T15:04:05.000Z',
    pid: 1,
    proceso: 'api',
    context: 'http',
    requestId: 'r1',
    traceId: 'r1',
    message: 'interno',
    stack: 'Error: x\n    at y',
  });
  expect(readable(json, false)).toMatch(
    /^\d\d:\d\d:\d\d {2}error {2}http {2}interno {2}requestId=r1\nError: x\n {4}at y\n$/,
  );
  // eslint-disable-next-line no-control-regex -- what a terminal takes for a colour
  expect(readable(json, true)).toMatch(/\x1b\[31merror\x1b\[39m/);
});
